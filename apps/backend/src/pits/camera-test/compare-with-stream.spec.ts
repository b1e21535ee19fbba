import { type CameraTest, type CameraTestFaultCode, type PitStream, UNKNOWN_STREAM } from '@ppf/contracts';
import { toCameraFault } from '../camera-fault-text';
import { compareWithStream } from './compare-with-stream';

const LIVE: PitStream = {
  ...UNKNOWN_STREAM,
  status: 'live',
  codec: 'H264',
  profile: 'High',
  width: 1280,
  height: 720,
  bits_per_second: 2_000_000,
};
const OFFLINE: PitStream = { ...UNKNOWN_STREAM, status: 'offline' };
const STEPS = ['resolve', 'reach', 'options', 'describe', 'play', 'video'] as const;

/** A test that ended at a step with a fault. */
function endedAt(step: (typeof STEPS)[number], code: CameraTestFaultCode): CameraTest {
  const steps = STEPS.slice(0, STEPS.indexOf(step) + 1).map((each) => ({
    step: each,
    ok: each !== step,
    ms: 7,
    fault: each === step ? toCameraFault({ code }) : null,
  }));
  return {
    ok: false,
    steps,
    video: null,
    snapshot_jpeg: null,
    snapshot_gap: null,
    redirected_to: null,
    tls_fingerprint: null,
    refusal: null,
  };
}
const outcome = ({ ok, steps }: CameraTest) => [
  ok,
  ...steps.flatMap(({ step, fault }) => (fault ? [`${step} ${fault.code}`] : [])),
];
const camera = { feed: 'rtsp', transcode: false } as const;
const compared = (test: CameraTest, facts: Partial<Parameters<typeof compareWithStream>[1]> = {}) =>
  compareWithStream(test, { camera, arriving: LIVE, shown: LIVE, ...facts });

describe('compareWithStream', () => {
  it.each([
    ['reach', 'refused-connection'],
    ['options', 'silent'],
    ['options', 'hung-up'],
    ['describe', 'too-many-viewers'],
    ['describe', 'wrong-password'],
    ['play', 'unexpected-answer'],
    ['video', 'no-picture'],
    ['video', 'stalled'],
    ['video', 'hung-up'],
  ] as const)('relies on the media server for a live camera when %s ends with %s', (step, code) => {
    const found = compared(endedAt(step, code));
    expect(outcome(found)).toEqual([true, `${step} no-second-connection`]);
    expect(found.steps.at(-1)).toMatchObject({ step: 'video', ok: true });
    expect(found.video).toMatchObject({ codec: 'H264', profile: 'High', width: 1280, bitrate: 2_000_000 });
  });

  it('reports the media server’s data about the received video', () => {
    const found = compared(endedAt('options', 'silent'), { arriving: { ...LIVE, codec: 'H265' } });
    expect(outcome(found)).toEqual([false, 'options no-second-connection', 'video unsupported-codec']);
  });

  it.each([
    ['the stream is offline', { arriving: OFFLINE, shown: OFFLINE }],
    ['the stream is frozen', { arriving: { ...LIVE, status: 'stalled' }, shown: LIVE }],
    ['the media server does not answer', { arriving: UNKNOWN_STREAM, shown: UNKNOWN_STREAM }],
  ] as const)('leaves the test’s word where %s', (_, facts) => {
    const test = endedAt('options', 'silent');
    expect(compared(test, facts)).toEqual(test);
  });

  it.each(['unsupported-codec', 'b-frames', 'no-key-frame'] as const)(
    'takes %s back where the re-encoded stream is live, and only there',
    (code) => {
      const test = endedAt('video', code);
      const transcoded = { camera: { ...camera, transcode: true } };
      expect(outcome(compared(test, transcoded))).toEqual([true]);
      expect(compared(test, { ...transcoded, shown: OFFLINE })).toEqual(test);
      expect(compared(test)).toEqual(test);
    },
  );

  it('reports no codec of MJPEG over HTTP, of which only the re-encoded stream is known', () => {
    const mjpeg = { feed: 'mjpeg', transcode: true } as const;
    const found = compared(endedAt('reach', 'silent'), { camera: mjpeg });
    expect(outcome(found)).toEqual([true, 'reach no-second-connection']);
    expect(found.video).toMatchObject({ codec: 'JPEG', profile: null, width: null });
  });

  it('keeps a test that found nothing wrong', () => {
    const test = { ...endedAt('video', 'b-frames'), ok: true, steps: [] };
    expect(compared(test)).toBe(test);
  });
});
