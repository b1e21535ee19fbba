import { type SampleCamera, type SampleCameraOptions, startSampleCamera } from '@ppf/sample-cameras';
import { waitFor } from '@ppf/testing';
import { CameraAddressGuard } from '../address/camera-address-guard';
import { LOCAL_NETWORK_ONLY } from '../address/camera-address-policy';
import { steadyNow } from '../fixtures/steady-clock';
import { probeCamera, type ProbeTarget } from './probe-camera';
import type { ProbeLimits } from './probe-limits';
import type { ProbeReport } from './probe-report';

const PASSWORD = 'p@ss:w/rd#1?% "ü';
/** Interval of the sample clip's pictures. */
const PICTURE_MS = 40;
/** Limits that end no test before the camera or the caller does. */
const ENDLESS_MS = 60_000;
const ENDLESS = { totalMs: 2 * ENDLESS_MS, minWatchMs: ENDLESS_MS, maxWatchMs: ENDLESS_MS };
const delay = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const guard = new CameraAddressGuard({ ...LOCAL_NETWORK_ONLY, exempt: ['127.0.0.0/8'] });
const running: SampleCamera[] = [];

async function camera(options: Partial<SampleCameraOptions> = {}): Promise<SampleCamera> {
  const started = await startSampleCamera({
    port: 0,
    user: 'admin',
    password: PASSWORD,
    clip: 'pit-1',
    ...options,
  });
  running.push(started);
  return started;
}

function probe(
  { port }: Pick<SampleCamera, 'port'>,
  target: Partial<ProbeTarget> = {},
  limits: Partial<ProbeLimits> = {},
  now = steadyNow,
): Promise<ProbeReport> {
  return probeCamera(
    { host: '127.0.0.1', port, path: '/stream1', user: 'admin', password: PASSWORD, ...target },
    {
      guard,
      signal: new AbortController().signal,
      now,
      limits: { minWatchMs: 1_000, ...limits },
    },
  );
}

/** Waits until the camera has sent pictures to a reader for some time. */
async function somePictures(started: SampleCamera): Promise<void> {
  await waitFor(() => started.readers === 1, 'a reader');
  await delay(10 * PICTURE_MS);
}

const endOf = (report: ProbeReport) => {
  const last = report.steps.at(-1);
  return [report.ok, last?.step, last?.fault?.code];
};

afterEach(async () => {
  await Promise.all(running.splice(0).map((started) => started.stop().catch(() => undefined)));
});

describe('probeCamera with sample cameras', () => {
  it.each(['basic', 'digest'] as const)('reports the video of a camera with %s sign-in', async (auth) => {
    const report = await probe(await camera({ auth }));
    expect(report.steps.map(({ step, ok, fault }) => [step, ok, fault])).toEqual(
      ['resolve', 'reach', 'options', 'describe', 'play', 'video'].map((step) => [step, true, undefined]),
    );
    expect(report.video).toMatchObject({
      codec: 'H264',
      profile: 'Constrained Baseline',
      width: 640,
      height: 360,
      frameRate: 25,
      keyFrameIntervalMs: 1_000,
      bFrames: false,
    });
    expect(report.keyFrame?.bytes.length).toBeGreaterThan(1_000);
    expect(report.ok).toBe(true);
  });

  it('finds a path with a query', async () => {
    const path = 'cam/realmonitor?channel=1&subtype=0';
    expect(await probe(await camera({ path }), { path: `/${path}` })).toMatchObject({ ok: true });
  });

  it('disconnects from the camera when it is done', async () => {
    const started = await camera();
    await probe(started);
    await waitFor(() => started.readers === 0, 'a camera without readers');
  });

  it.each([
    ['a wrong password', { password: 'wrong' }, 'describe', 'wrong-password'],
    ['a wrong user', { user: 'root' }, 'describe', 'wrong-password'],
    ['no password', { user: null, password: null }, 'describe', 'password-needed'],
    ['a wrong path', { path: '/stream9' }, 'describe', 'wrong-path'],
    ['TLS where there is none', { tls: { fingerprint: null } }, 'reach', 'tls-failed'],
  ] as const)('reports %s', async (_what, target, step, code) => {
    for (const auth of ['basic', 'digest'] as const) {
      const report = await probe(await camera({ auth }), target, { connectMs: 300 });
      expect(endOf(report)).toEqual([false, step, code]);
      expect(report.video).toBeNull();
    }
  });

  it('reports a camera that is off', async () => {
    const started = await camera();
    await started.stop();
    expect(endOf(await probe(started))).toEqual([false, 'reach', 'refused-connection']);
  });

  it('reports a camera that sends no video', async () => {
    const started = await camera();
    started.freeze();
    expect(endOf(await probe(started, {}, { maxWatchMs: 500 }))).toEqual([false, 'video', 'no-picture']);
  });

  it('reports a stalled camera', async () => {
    const started = await camera();
    let aheadMs = 0;
    const probing = probe(started, {}, ENDLESS, () => performance.now() + aheadMs);
    await somePictures(started);
    started.freeze();
    await delay(PICTURE_MS);
    aheadMs = ENDLESS_MS;
    expect(endOf(await probing)).toEqual([false, 'video', 'stalled']);
  });

  it('reports a camera that disconnects during the test', async () => {
    const started = await camera();
    const probing = probe(started, {}, ENDLESS);
    await somePictures(started);
    await started.stop();
    const report = await probing;
    expect(endOf(report)).toEqual([false, 'video', 'hung-up']);
    expect(report.video?.codec).toBe('H264');
  });

  it('ends with the reason when it is aborted', async () => {
    const started = await camera();
    const abort = new AbortController();
    const target = {
      host: '127.0.0.1',
      port: started.port,
      path: '/stream1',
      user: 'admin',
      password: PASSWORD,
    };
    const probing = probeCamera(target, { guard, signal: abort.signal, limits: ENDLESS });
    const rejected = expect(probing).rejects.toThrow('closed');
    await somePictures(started);
    abort.abort(new Error('closed'));
    const start = performance.now();
    await rejected;
    expect(performance.now() - start).toBeLessThan(ENDLESS_MS / 2);
    await waitFor(() => started.readers === 0, 'a camera without readers');
  });

  it('never reports the password', async () => {
    const started = await camera({ auth: 'basic' });
    const basic = Buffer.from(`admin:${PASSWORD}`).toString('base64');
    for (const target of [{}, { path: '/x' }, { password: `${PASSWORD}2` }]) {
      const text = JSON.stringify(await probe(started, target, { maxWatchMs: 100 }));
      for (const secret of [PASSWORD, basic, encodeURIComponent(PASSWORD), 'p@ss'])
        expect(text).not.toContain(secret);
    }
  });

  it('connects to nothing that the guard refuses', async () => {
    const started = await camera();
    const strict = new CameraAddressGuard(LOCAL_NETWORK_ONLY);
    const target = { host: '127.0.0.1', port: started.port, path: '/stream1', user: null, password: null };
    const report = await probeCamera(target, { guard: strict, signal: new AbortController().signal });
    expect(report.steps).toHaveLength(1);
    expect(report.steps[0]?.fault).toMatchObject({
      code: 'address-refused',
      refusal: 'loopback',
    });
  });
});
