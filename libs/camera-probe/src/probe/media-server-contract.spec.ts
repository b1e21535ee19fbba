import { rtspClientRulesOf } from '@ppf/mediamtx';
import { CREDENTIALS } from '../fixtures/camera-gates';
import { cameraScript } from '../fixtures/camera-script';
import { CONTRACT_CAMERAS, type ContractCamera } from '../fixtures/contract-cameras';
import { camera, endOf, probe, stopCameras } from '../fixtures/probe-scripted';
import { MEDIAMTX_BINARY, mediaServerRelease, pullAll, type PullResult } from '../fixtures/real-media-server';
import { type ScriptedCamera, startScriptedCamera } from '../fixtures/scripted-camera';
import { TLS_CAMERAS, type TlsCamera, verdictFor } from '../fixtures/tls-cameras';

const withMediaMtx = MEDIAMTX_BINARY ? describe : describe.skip;

/** The requests of a client until it played, independent of the camera's port, which is part of the digest too. */
const conversation = ({ port, requests }: ScriptedCamera) => {
  const end = requests.findIndex(({ method }) => method === 'PLAY');
  return requests.slice(0, end + 1).map(({ method, uri, headers }) =>
    [method, uri, headers.get('authorization'), headers.get('transport')]
      .join(' ')
      .replaceAll(`:${port}/`, ':PORT/')
      .replace(/response="(\w+)"/, (_, response: string) => `response of ${response.length}`),
  );
};

withMediaMtx('probeCamera and a real media server', () => {
  const release = MEDIAMTX_BINARY ? mediaServerRelease() : '';
  const pulled = new Map<string, { result: PullResult; camera: ScriptedCamera }>();
  const nameOf = (each: ContractCamera) => `camera-${CONTRACT_CAMERAS.indexOf(each)}`;

  beforeAll(async () => {
    const cameras = new Map<string, ScriptedCamera>();
    for (const each of CONTRACT_CAMERAS)
      cameras.set(nameOf(each), await camera(startScriptedCamera(cameraScript(each.traits()))));
    const sources = [...cameras].map(([name, { port }]) => {
      const source = `rtsp://${CREDENTIALS.user}:${CREDENTIALS.password}@127.0.0.1:${port}/stream1`;
      return [name, { source }] as const;
    });
    const results = await pullAll(Object.fromEntries(sources));
    for (const [name, result] of results) pulled.set(name, { result, camera: cameras.get(name)! });
  });

  afterAll(stopCameras);

  it.each(CONTRACT_CAMERAS)('say the same of a camera that $name', async (each) => {
    const { result, camera: seen } = pulled.get(nameOf(each))!;
    const own = await camera(startScriptedCamera(cameraScript(each.traits())));
    const limits = { requestMs: 1_500, maxWatchMs: 60, minWatchMs: 0 };
    const report = await probe(own, {}, limits, rtspClientRulesOf(release));
    const [, step, code] = endOf(report);
    const plays = step === 'video';
    // The text of the media server's log, so that a difference shows the reason.
    expect({ plays, why: plays ? '' : String(code) }).toEqual({
      plays: result.plays,
      why: plays ? '' : String(code),
      ...(result.plays === plays ? {} : { log: result.plays ? 'plays' : result.error }),
    });
    if (!plays) return;
    expect(conversation(own)).toEqual(conversation(seen));
  });
});

const startTls = ({ pem, tls }: TlsCamera) =>
  camera(startScriptedCamera(cameraScript(), () => undefined, pem, tls));

describe('probeCamera over TLS', () => {
  afterEach(stopCameras);

  const releases = ['v1.9.3', 'v1.20.1'];
  const cases = TLS_CAMERAS.flatMap((each) => releases.map((release) => ({ ...each, each, release })));

  it.each(cases)('tests a camera that $name by the rules of $release', async ({ each, release }) => {
    const rules = rtspClientRulesOf(release);
    const started = await startTls(each);
    const limits = { maxWatchMs: 60, minWatchMs: 0 };
    const report = await probe(started, { tls: { fingerprint: each.fingerprint } }, limits, rules);
    const [, step, code] = endOf(report);
    expect(step === 'video' ? 'plays' : code).toBe(verdictFor(each, rules));
    if (verdictFor(each, rules) !== 'plays') expect(started.requests).toHaveLength(0);
  });
});

withMediaMtx('a real media server over TLS', () => {
  afterAll(stopCameras);

  it('plays the same cameras', async () => {
    const paths = new Map<string, { source: string; fingerprint: string }>();
    for (const [at, each] of TLS_CAMERAS.entries()) {
      const source = `rtsps://${CREDENTIALS.user}:${CREDENTIALS.password}@127.0.0.1:${(await startTls(each)).port}/s`;
      paths.set(`tls-${at}`, { source, fingerprint: each.fingerprint ?? '' });
    }
    const results = await pullAll(Object.fromEntries(paths));
    const rules = rtspClientRulesOf(mediaServerRelease());
    const plays = TLS_CAMERAS.map(({ name }, at) => [name, results.get(`tls-${at}`)?.plays]);
    expect(plays).toEqual(TLS_CAMERAS.map((each) => [each.name, verdictFor(each, rules) === 'plays']));
  });
});
