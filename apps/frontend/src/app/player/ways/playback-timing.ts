/**
 * Every figure of the player, ms unless said. Where each comes from is in docs/architecture/player.md; "measured" means
 * against the real media server, "chosen" means a judgement that follows from such a measure.
 */
export const PLAYBACK_TIMING = {
  /** Answered and not connected: HLS begins beside it. Normal is 20 to 50, under 300 on a busy machine (measured). */
  connectPatience: 2_500,
  /** Answered and not connected: given up. The media server itself gives up at 10 s (webrtcHandshakeTimeout). */
  connectLimit: 10_000,
  /** Connected without a frame: HLS begins beside it. 1.5 times a long key frame interval of 4 s. */
  firstFramePatience: 6_000,
  /** Connected without a frame: given up. Five such intervals. */
  firstFrameLimit: 20_000,
  /** HLS without a frame: given up. A cold muxer needed up to 8.8 s at 4 s key frames (measured). */
  hlsFirstFrameLimit: 20_000,
  /** The bridge without a frame: given up. It had one within 0.3 s of the click (measured). */
  bridgeFirstFrameLimit: 5_000,
  /** No frame for so long: the picture is called frozen. Leaves room for the promise of 3 s. */
  frozenAfter: 2_000,
  /** No WebRTC frame for so long: a new session. Nothing is buffered, so frames stop with the cause (measured). */
  reconnectAfter: 3_000,
  /** No HLS frame for so long: a new start. Its own reload bridges 3 to 6 s after a publisher's restart (measured). */
  hlsReconnectAfter: 10_000,
  /** A picture for so long counts as a success: the next failure starts at the first rung again. */
  stableAfter: 5_000,
  /** Ended by the server so soon after the first frame, twice in a row: a stream that cannot be (H.264 B-frames). */
  endedEarly: 500,
  /** So many pictures in a row that lived for less than `stableAfter`: the transport is unstable (chosen). */
  shortLives: 3,
  /** Waits before an unstable transport is tried again, by how many more short lives it has had; the last one repeats. */
  unstableBackoff: [10_000, 30_000, 60_000, 120_000, 300_000],
  /** Waits before the attempts after a failure; the last one repeats. Attempts are cheap, a dark picture is not. */
  backoff: [0, 500, 1_000, 2_000, 2_000, 2_000, 2_000, 2_000, 5_000],
  /** Waits before WebRTC is tried again where its media cannot pass, while HLS plays. */
  detourBackoff: [30_000, 60_000, 120_000, 300_000],
  /** While nobody publishes: how often to ask, by how long that has been so. Each poll is a token and a hook call. */
  polls: [
    { during: 10_000, every: 1_000 },
    { during: 60_000, every: 2_000 },
    { during: Infinity, every: 5_000 },
  ],
  /** While the API reports that the camera is connecting: the event that it is live asks at once, this is a safety net. */
  connectingPoll: 5_000,
  /** While the camera is paused: how often to ask. A token each; somebody has to resume it. */
  pausedPoll: 5_000,
  /** Share by which a wait is lengthened or shortened at random, so that a wall does not come back in step. */
  jitter: 0.2,
  /** Hidden or off screen for so long: the stream is released. A quick look at another tab costs nothing. */
  releaseAfter: 15_000,
} as const;
