import { type SampleCamera, type SampleCameraOptions, startSampleCamera } from '@ppf/sample-cameras';
import { CameraAddressGuard } from '../address/camera-address-guard';
import { LOCAL_NETWORK_ONLY } from '../address/camera-address-policy';
import { probeCamera, type ProbeTarget } from './probe-camera';
import type { ProbeLimits } from './probe-limits';
import type { ProbeReport } from './probe-report';

const PASSWORD = 'p@ss:w/rd#1?% "ü';
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
  { port }: SampleCamera,
  target: Partial<ProbeTarget> = {},
  limits: Partial<ProbeLimits> = {},
): Promise<ProbeReport> {
  return probeCamera(
    { host: '127.0.0.1', port, path: '/stream1', user: 'admin', password: PASSWORD, ...target },
    { guard, signal: new AbortController().signal, limits },
  );
}

const endOf = (report: ProbeReport) => {
  const last = report.steps.at(-1);
  return { step: last?.step, ok: last?.ok, code: last?.fault?.code };
};

afterEach(async () => {
  await Promise.all(running.splice(0).map((started) => started.stop().catch(() => undefined)));
});

describe('probeCamera with sample cameras', () => {
  it.each(['basic', 'digest'] as const)('tells what a camera with %s sign-in sends', async (auth) => {
    const report = await probe(await camera({ auth }));
    console.log(JSON.stringify({ ...report, keyFrame: report.keyFrame?.bytes.length }, null, 1));
    expect(report.ok).toBe(true);
  });
});
