/**
 * All timing constants of the player. docs/architecture/player.md gives the source of each one. "Measured" means against
 * a real MediaMTX; "chosen" means derived from such a measurement.
 */
export const PLAYBACK_TIMING = {
  /** Answered but not connected: HLS starts in parallel. Normal is 20 to 50 ms, under 300 when busy (measured). */
  connectFallbackMs: 2_500,
  /** Answered but not connected: the attempt is abandoned. Equals MediaMTX's webrtcHandshakeTimeout. */
  connectTimeoutMs: 10_000,
  /** Connected without a frame: HLS starts in parallel. 1.5 times a long key frame interval of 4 s. */
  firstFrameFallbackMs: 6_000,
  /** Connected without a frame: the attempt is abandoned. Five key frame intervals of 4 s. */
  firstFrameTimeoutMs: 20_000,
  /** HLS without a frame: the attempt is abandoned. A cold muxer took up to 8.8 s at 4 s key frames (measured). */
  hlsFirstFrameTimeoutMs: 20_000,
  /** Preroll without a frame: the attempt is abandoned. The first frame came 0.3 s after the click (measured). */
  prerollFirstFrameTimeoutMs: 5_000,
  /** Time without a frame after which the picture is shown as frozen. The promised maximum is 3 s. */
  frozenAfterMs: 2_000,
  /** Time without a WebRTC frame until a new session. Nothing is buffered, so frames stop immediately (measured). */
  reconnectAfterMs: 3_000,
  /** Time without an HLS frame until a restart. The HLS reload covers 3 to 6 s of a publisher restart (measured). */
  hlsReconnectAfterMs: 10_000,
  /** Playback for this long is a success: the backoff starts over. */
  stableAfterMs: 5_000,
  /** Ended by the server this soon after the start, twice in a row: an unsupported stream (H.264 B-frames). */
  earlyEndMs: 500,
  /** Consecutive playbacks shorter than `stableAfterMs` that make a transport unstable (chosen). */
  unstableAfterPlaybacks: 3,
  /** Waits before the next attempt on an unstable transport, by further short playbacks; the last one repeats. */
  unstableBackoffMs: [10_000, 30_000, 60_000, 120_000, 300_000],
  /** Waits after consecutive failures; the last one repeats. An attempt is cheap, a dark picture is not. */
  backoffMs: [0, 500, 1_000, 2_000, 2_000, 2_000, 2_000, 2_000, 5_000],
  /** Waits before WebRTC is tried again while its media cannot pass and HLS plays. */
  fallbackBackoffMs: [30_000, 60_000, 120_000, 300_000],
  /** Poll intervals without a publisher, by how long it has been missing. Each poll costs a token and a hook request. */
  noStreamPolls: [
    { untilMs: 10_000, intervalMs: 1_000 },
    { untilMs: 60_000, intervalMs: 2_000 },
    { untilMs: Infinity, intervalMs: 5_000 },
  ],
  /** Poll interval while the API reports `connecting`. The status event normally starts the attempt first. */
  connectingPollMs: 5_000,
  /** Poll interval while the camera is paused. Each poll costs a token request. */
  pausedPollMs: 5_000,
  /** Random share of a wait, up or down, so that the tiles of a wall do not reconnect in step. */
  jitterRatio: 0.2,
  /** Time hidden or off screen until the stream is released. A short look at another tab costs nothing. */
  releaseAfterMs: 15_000,
} as const;
