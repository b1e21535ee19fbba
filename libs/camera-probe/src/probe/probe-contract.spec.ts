import { rtspClientRulesOf } from '@ppf/mediamtx';
import { acceptsDigest, signInGate } from '../fixtures/camera-gates';
import { cameraScript, VIDEO } from '../fixtures/camera-script';
import { CONTRACT_CAMERAS, type ContractCamera } from '../fixtures/contract-cameras';
import { camera, endOf, probe, stopCameras } from '../fixtures/probe-scripted';
import { answer, startScriptedCamera } from '../fixtures/scripted-camera';

afterEach(stopCameras);

const RELEASES = ['v1.9.3', 'v1.17.1', 'v1.20.1'] as const;
const verdictOf = ({ verdict }: ContractCamera, release: (typeof RELEASES)[number]) =>
  typeof verdict === 'string' ? verdict : verdict[release];

describe('probeCamera and programs other than the media server', () => {
  const MD5 = 'Digest realm="Cam", nonce="n1", algorithm=MD5';
  const SHA = 'Digest realm="Cam", nonce="n2", algorithm=SHA-256';
  const limits = { maxWatchMs: 60, minWatchMs: 0 };

  it.each([
    ['MD5, then SHA-256', [MD5, SHA], 'only-media-server-signs-in'],
    ['SHA-256 alone', [SHA], 'only-media-server-signs-in'],
    ['SHA-256, then MD5', [SHA, MD5], undefined],
    ['MD5 alone', [MD5], undefined],
  ])('says of %s whether FFmpeg and GStreamer can sign in too', async (_what, offers, code) => {
    const accepts = acceptsDigest(offers.includes(SHA) ? 'SHA-256' : 'MD5');
    const gate = signInGate({ offers, accepts });
    const report = await probe(await camera(startScriptedCamera(cameraScript({ gate }))), {}, limits);
    const described = report.steps.find(({ step }) => step === 'describe');
    expect([described?.ok, described?.fault?.code]).toEqual([true, code]);
  });

  it('reports a camera as slow that takes long to describe its stream, and continues', async () => {
    const slow = cameraScript({
      gate: (request, socket) => {
        if (request.method !== 'DESCRIBE') return 'pass';
        const text = answer('200 OK', request, { 'Content-Type': 'application/sdp' }, VIDEO);
        setTimeout(() => socket.write(text), 300);
        return null;
      },
    });
    const report = await probe(
      await camera(startScriptedCamera(slow)),
      {},
      { ...limits, slowResponseMs: 200 },
    );
    const described = report.steps.find(({ step }) => step === 'describe');
    expect([described?.ok, described?.fault?.code]).toEqual([true, 'slow']);
    expect(report.steps.at(-1)?.step).toBe('video');
  });

  it.each([
    ['', undefined],
    ['a=range:npt=now-', 'npt=now-'],
    ['a=range:npt=0-', undefined],
  ])('plays without a range, or from now on where the camera declares it: %p', async (line, range) => {
    const sdp = VIDEO.replace('m=video', `${line === '' ? '' : `${line}\r\n`}m=video`);
    const started = await camera(startScriptedCamera(cameraScript({ sdp })));
    await probe(started, {}, limits);
    expect(started.requests.find(({ method }) => method === 'PLAY')?.headers.get('range')).toBe(range);
  });
});

describe('probeCamera with H.264 in packetization mode 0', () => {
  it.each([
    ['v1.19.0', 'udp', 'unexpected-answer'],
    ['v1.19.1', 'udp', 'udp-refused'],
    ['v1.19.1', 'tcp', undefined],
  ] as const)('knows that %s over %s ends in %p', async (release, transport, code) => {
    const sdp = VIDEO.replace('packetization-mode=1', 'packetization-mode=0');
    // It answers UDP with TCP, which ends the attempt where the media server makes one.
    const started = await camera(startScriptedCamera(cameraScript({ sdp })));
    const limits = { maxWatchMs: 60, minWatchMs: 0 };
    const report = await probe(started, { transport }, limits, rtspClientRulesOf(release));
    expect(report.steps.find(({ step }) => step === 'play')?.fault?.code).toBe(code);
    expect(started.requests.some(({ method }) => method === 'SETUP')).toBe(code !== 'udp-refused');
  });
});

describe.each(RELEASES)('probeCamera by the rules of %s', (release) => {
  it.each(CONTRACT_CAMERAS)('tests a camera that $name', async (each) => {
    const started = await camera(startScriptedCamera(cameraScript(each.traits())));
    const limits = { requestMs: 1_500, maxWatchMs: 60, minWatchMs: 0 };
    const report = await probe(started, {}, limits, rtspClientRulesOf(release));
    const [, step, code] = endOf(report);
    expect(step === 'video' ? 'plays' : code).toBe(verdictOf(each, release));
  });
});
