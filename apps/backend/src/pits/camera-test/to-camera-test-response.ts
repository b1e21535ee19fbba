import { type CameraTest as Found, SNAPSHOT_GAP_TEXTS } from '@ppf/camera-probe';
import type { CameraTest, CameraTestStep, CameraTestVideo } from '@ppf/contracts';

/** What re-encoding mends. */
const FIXED_BY_TRANSCODING: readonly (string | undefined)[] = [
  'unsupported-codec',
  'b-frames',
  'long-key-frame-interval',
  'intra-refresh',
  'uncommon-profile',
];

/** A camera test as the API shows it. @param transcode What re-encoding mends is no fault then. */
export function toCameraTestResponse(found: Found, transcode: boolean): CameraTest {
  const { steps, video, snapshot, snapshotGap, fingerprint } = found;
  const shown = steps.map((step) => toStepResponse(step, transcode));
  return {
    ok: shown.every(({ ok }) => ok),
    steps: shown,
    video: video && toVideoResponse(video),
    snapshot_jpeg: snapshot?.toString('base64') ?? null,
    snapshot_gap: snapshotGap && { code: snapshotGap, sentence: SNAPSHOT_GAP_TEXTS[snapshotGap] },
    redirected_to: null,
    tls_fingerprint: fingerprint,
    refusal: null,
  };
}

function toStepResponse({ step, ok, ms, fault }: Found['steps'][number], transcode: boolean): CameraTestStep {
  const isMended = transcode && FIXED_BY_TRANSCODING.includes(fault?.code);
  return { step, ok: ok || isMended, ms: Math.round(ms), fault: isMended ? null : (fault ?? null) };
}

function toVideoResponse(video: NonNullable<Found['video']>): CameraTestVideo {
  const { codec, profile, level, width, height, frameRate, bitrate, bFrames, watchedMs } = video;
  const { keyFrameIntervalMs, keyFrames } = video;
  return {
    codec,
    profile,
    level,
    width,
    height,
    frame_rate: frameRate === null ? null : Math.round(frameRate * 10) / 10,
    bitrate: bitrate === null ? null : Math.round(bitrate),
    key_frame_interval_ms: keyFrameIntervalMs === null ? null : Math.round(keyFrameIntervalMs),
    key_frames: keyFrames,
    b_frames: bFrames,
    watched_ms: Math.round(watchedMs),
  };
}
