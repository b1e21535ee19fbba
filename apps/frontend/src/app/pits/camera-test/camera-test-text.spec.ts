/** @jest-environment node */
import type { CameraTest, CameraTestFaultCode, CameraTestVideo } from '@ppf/contracts';
import { canBeShown, plannedSteps, settingToChange, verdictText, videoText } from './camera-test-text';

const video: CameraTestVideo = {
  codec: 'H264',
  profile: 'High',
  level: '4.0',
  width: 1920,
  height: 1080,
  frame_rate: 25,
  bitrate: 2_100_000,
  key_frame_interval_ms: 1000,
  b_frames: false,
  key_frames: 3,
  watched_ms: 2000,
};
const fault = { code: 'long-key-frame-interval', severity: 'warning', sentence: '', fix: '' } as const;
const testResult = (ok: boolean, warned: boolean): CameraTest => ({
  ok,
  steps: [{ step: 'video', ok, ms: 1, fault: warned ? fault : null }],
  video,
  snapshot_jpeg: null,
  snapshot_gap: null,
  redirected_to: null,
  tls_fingerprint: null,
  refusal: null,
});

describe('the texts of a camera test', () => {
  it.each([
    [true, false, 'The camera works.'],
    [true, true, 'The camera works, with warnings.'],
    [false, true, 'No usable video was received.'],
  ])('summarize a test that passed: %s, with a fault: %s', (ok, warned, text) =>
    expect(verdictText(testResult(ok, warned))).toBe(text),
  );

  it('do not report a camera whose video plays as failed', () => {
    expect(verdictText(testResult(false, true), true)).toMatch(/^The video plays here/);
  });

  it('report a live camera that accepts no second connection as live', () => {
    const only = testResult(true, true).steps.map((step) => ({
      ...step,
      fault: { ...fault, code: 'no-second-connection' as const },
    }));
    expect(verdictText({ ...testResult(true, true), steps: only })).toBe('The camera is live.');
  });

  it('describe the video, without unknown values', () => {
    expect(videoText(video)).toBe('H264 High · 1920 × 1080 · 25 fps · 2.1 Mbit/s · key frame every 1.0 sec');
    const unknown = {
      profile: null,
      width: null,
      frame_rate: null,
      bitrate: null,
      key_frame_interval_ms: null,
    };
    expect(videoText({ ...video, ...unknown })).toBe('H264');
  });
});

describe('settingToChange', () => {
  const failedWith = (code: CameraTestFaultCode): CameraTest => ({
    ok: false,
    steps: [
      { step: 'resolve', ok: true, ms: 1, fault: null },
      { step: 'reach', ok: false, ms: 1, fault: { code, severity: 'error', sentence: '', fix: '' } },
    ],
    video: null,
    snapshot_jpeg: null,
    snapshot_gap: null,
    redirected_to: null,
    tls_fingerprint: null,
    refusal: null,
  });

  it.each([
    ['wrong-password', 'password'],
    ['password-needed', 'password'],
    ['unreachable', 'address'],
    ['wrong-path', 'address'],
    ['b-frames', 'transcode'],
    ['wrong-certificate', null],
    ['too-many-viewers', null],
  ] as const)('is, of %s, %s', (code, answer) => expect(settingToChange(failedWith(code))).toBe(answer));

  it.each([
    ['b-frames', true, true],
    ['unsupported-codec', true, true],
    ['b-frames', false, false],
    ['wrong-password', true, false],
  ] as const)('%s, re-encoded: %s, can be played: %s', (code, transcode, shown) =>
    expect(canBeShown(failedWith(code), transcode)).toBe(shown),
  );
});

describe('plannedSteps', () => {
  it.each([
    [{ kind: 'pull', feed: 'rtsp' }, 'resolve reach options describe play video'],
    [{}, 'resolve reach options describe play video'],
    [{ kind: 'pull', feed: 'mjpeg' }, 'resolve reach request video'],
    [{ kind: 'push', feed: null }, 'key arrival describe play video'],
  ] as const)('are, of %j, %s', (camera, steps) => expect(plannedSteps(camera).join(' ')).toBe(steps));
});
