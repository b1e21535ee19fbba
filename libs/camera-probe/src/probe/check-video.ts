import type { VideoFacts } from '../video/video-facts';
import type { ProbeFaultCode } from '../faults/probe-fault';

/** Longest accepted key frame interval, in ms: 2 s with a tolerance for the clock. */
export const MAX_KEY_FRAME_INTERVAL_MS = 2_500;
/** Time without a packet after which a stream counts as stalled, in ms. */
export const STALLED_AFTER_MS = 2_000;

/** Time without a key frame after which viewers cannot start, in ms. */
export const NO_KEY_FRAME_AFTER_MS = 11_500;

/** Profiles of H.264 that browsers decode (RFC 7742 §6.2 and what they add). */
const PLAYABLE_PROFILES = ['Constrained Baseline', 'Baseline', 'Main', 'High'];
/** Chromium plays these over WebRTC and HLS, other browsers may not (H.264 §A.2.5 to §A.2.7, §A.2.11). MediaMTX calls the last one 44. */
const UNCOMMON_PROFILES = ['High 10', 'High 4:2:2', 'High 4:4:4 Predictive', 'CAVLC 4:4:4 Intra', '44'];
/** Time in which an accepted camera sends two key frames, in ms. */
const MIN_INTERVAL_WATCH_MS = 2 * MAX_KEY_FRAME_INTERVAL_MS;

/** Checks a camera's video and returns its worst fault. Null: none. @param silentMs Since the last packet. Null: none arrived. */
export function checkVideo(facts: VideoFacts, silentMs: number | null): ProbeFaultCode | null {
  if (silentMs === null) return 'no-picture';
  if (silentMs > STALLED_AFTER_MS) return 'stalled';
  if (facts.hasNoSize) return 'mjpeg-too-large';
  if (!isPlayable(facts)) return 'unsupported-codec';
  if (facts.hasIntraRefresh && facts.watchedMs >= MIN_INTERVAL_WATCH_MS) return 'intra-refresh';
  if (facts.keyFrames === 0 && facts.watchedMs >= NO_KEY_FRAME_AFTER_MS) return 'no-key-frame';
  if (facts.bFrames === true) return 'b-frames';
  if (facts.timestampJumps > 0) return 'timestamps-jump';
  if (isUncommonProfile(facts.profile)) return 'uncommon-profile';
  return hasLongInterval(facts) ? 'long-key-frame-interval' : null;
}

/** Whether browsers can play it without re-encoding. */
export function isPlayable({ codec, profile }: VideoFacts): boolean {
  return (
    codec === 'H264' &&
    (profile === null || PLAYABLE_PROFILES.includes(profile) || isUncommonProfile(profile))
  );
}

/**
 * Whether a profile of H.264 is one that not every browser shows: more than 8 bits, or more colour than 4:2:0.
 * @param profile As the standard names the profile of the sequence parameter set; the media server uses the same name.
 */
export function isUncommonProfile(profile: string | null): boolean {
  return profile !== null && UNCOMMON_PROFILES.includes(profile);
}

// Fewer than two key frames in twice the interval also mean a longer interval.
function hasLongInterval({ keyFrameIntervalMs, watchedMs }: VideoFacts): boolean {
  if (keyFrameIntervalMs === null) return watchedMs >= MIN_INTERVAL_WATCH_MS;
  return keyFrameIntervalMs > MAX_KEY_FRAME_INTERVAL_MS;
}
