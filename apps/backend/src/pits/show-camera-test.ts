import { type CameraTest as Found, SNAPSHOT_GAP_TEXTS } from '@ppf/camera-probe';
import type { CameraTest, CameraTestVideo } from '@ppf/contracts';

/** A camera test as the API shows it. */
export function showCameraTest({ ok, steps, video, snapshot, snapshotGap, fingerprint }: Found): CameraTest {
  return {
    ok,
    steps: steps.map(({ step, ok: stepOk, ms, fault = null }) => ({
      step,
      ok: stepOk,
      ms: Math.round(ms),
      fault,
    })),
    video: video && showVideo(video),
    snapshot_jpeg: snapshot?.toString('base64') ?? null,
    snapshot_gap: snapshotGap && { code: snapshotGap, sentence: SNAPSHOT_GAP_TEXTS[snapshotGap] },
    tls_fingerprint: fingerprint,
    refusal: null,
  };
}

function showVideo(video: NonNullable<Found['video']>): CameraTestVideo {
  const { codec, profile, level, width, height, frameRate, bitrate, keyFrameIntervalMs, bFrames, watchedMs } =
    video;
  return {
    codec,
    profile,
    level,
    width,
    height,
    frame_rate: frameRate === null ? null : Math.round(frameRate),
    bitrate: bitrate === null ? null : Math.round(bitrate),
    key_frame_interval_ms: keyFrameIntervalMs === null ? null : Math.round(keyFrameIntervalMs),
    b_frames: bFrames,
    watched_ms: Math.round(watchedMs),
  };
}
