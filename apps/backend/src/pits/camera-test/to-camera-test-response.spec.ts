import { type ProbeFaultCode, severityOf, type VideoFacts } from '@ppf/camera-probe';
import { toCameraTestResponse } from './to-camera-test-response';

const VIDEO: VideoFacts = {
  ...{ codec: 'H264', profile: 'High', level: '4.0', width: 640, height: 360 },
  ...{ frameRate: 0.2, bitrate: 1_000_000.4, keyFrameIntervalMs: 5_000, keyFrames: 2, bFrames: false },
  ...{ hasIntraRefresh: false, hasNoSize: false, timestampJumps: 0, watchedMs: 6_000 },
};
const found = (code: ProbeFaultCode) => ({
  ok: severityOf(code) === 'warning',
  steps: [
    {
      step: 'video',
      ok: severityOf(code) === 'warning',
      ms: 6,
      fault: { code, severity: severityOf(code), refusal: null, detail: null },
    },
  ] as const,
  video: VIDEO,
  ...{ snapshot: null, snapshotGap: null, fingerprint: null, redirectedTo: null },
});

describe('toCameraTestResponse', () => {
  it('shows the rate of a camera that sends a picture every five seconds', () => {
    expect(toCameraTestResponse(found('b-frames'), false).video).toMatchObject({
      frame_rate: 0.2,
      key_frames: 2,
    });
  });

  it.each([
    'b-frames',
    'unsupported-codec',
    'intra-refresh',
    'uncommon-profile',
    'long-key-frame-interval',
  ] as const)('has no fault of %s for a camera that is re-encoded', (code) => {
    expect(toCameraTestResponse(found(code), true)).toMatchObject({
      ok: true,
      steps: [{ ok: true, fault: null }],
    });
    expect(toCameraTestResponse(found(code), false).steps[0]?.fault?.code).toBe(code);
  });

  it.each(['mjpeg-too-large', 'no-key-frame', 'no-picture'] as const)(
    'keeps %s, which re-encoding does not remove',
    (code) => {
      expect(toCameraTestResponse(found(code), true)).toMatchObject({
        ok: false,
        steps: [{ fault: { code } }],
      });
    },
  );
});
