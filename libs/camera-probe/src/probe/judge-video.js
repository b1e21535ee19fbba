/** Longer between key frames, and a viewer waits too long for the first picture (2 s and what a clock may be off). */
export const LONGEST_KEY_FRAME_INTERVAL_MS = 2_500;
/** Without a packet for this long, a picture stands still. */
export const STALLED_AFTER_MS = 2_000;
/** Profiles of H.264 that browsers decode (RFC 7742 §6.2 and what they add). */
const PLAYABLE_PROFILES = ['Constrained Baseline', 'Baseline', 'Main', 'High'];
/** What is wrong with a camera's video, worst first; null: nothing. `silentMs`: since the last packet, null: none came. */
export function judgeVideo(facts, silentMs) {
  if (silentMs === null) return 'no-picture';
  if (silentMs > STALLED_AFTER_MS) return 'stalled';
  if (!isPlayable(facts)) return 'unsupported-codec';
  if (facts.keyFrames === 0) return 'no-key-frame';
  if (facts.bFrames === true) return 'b-frames';
  return isLong(facts) ? 'long-key-frame-interval' : null;
}
/** Whether a browser can show it without re-encoding. */
export function isPlayable({ codec, profile }) {
  return codec === 'H264' && (profile === null || PLAYABLE_PROFILES.includes(profile));
}
// Fewer than two in twice the time is longer too, wherever the watch began.
function isLong({ keyFrameIntervalMs, watchedMs }) {
  if (keyFrameIntervalMs === null) return watchedMs >= 2 * LONGEST_KEY_FRAME_INTERVAL_MS;
  return keyFrameIntervalMs > LONGEST_KEY_FRAME_INTERVAL_MS;
}
