import type { CameraTest as ProbeResult } from '@ppf/camera-probe';
import type { CameraTest, CameraTestStep, CameraTestVideo } from '@ppf/contracts';
import { toCameraFault, toSnapshotGap } from '../camera-fault-text';

/** Faults that re-encoding removes. */
const FIXED_BY_TRANSCODING: readonly (string | undefined)[] = [
  'unsupported-codec',
  'b-frames',
  'long-key-frame-interval',
  'intra-refresh',
  'uncommon-profile',
];

/** Maps a camera test to its response. @param transcode Omits the faults that re-encoding removes. */
export function toCameraTestResponse(result: ProbeResult, transcode: boolean): CameraTest {
  const { steps, video, snapshot, snapshotGap, fingerprint } = result;
  const stepResponses = steps.map((step) => toStepResponse(step, transcode));
  return {
    ok: stepResponses.every(({ ok }) => ok),
    steps: stepResponses,
    video: video && toVideoResponse(video),
    snapshot_jpeg: snapshot?.toString('base64') ?? null,
    snapshot_gap: snapshotGap && toSnapshotGap(snapshotGap),
    redirected_to: null,
    tls_fingerprint: fingerprint,
    refusal: null,
  };
}

function toStepResponse(
  { step, ok, ms, fault }: ProbeResult['steps'][number],
  transcode: boolean,
): CameraTestStep {
  const isFixed = transcode && FIXED_BY_TRANSCODING.includes(fault?.code);
  return {
    step,
    ok: ok || isFixed,
    ms: Math.round(ms),
    fault: isFixed || !fault ? null : toCameraFault(fault),
  };
}

function toVideoResponse(video: NonNullable<ProbeResult['video']>): CameraTestVideo {
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
