/** How long a camera test may take and how much it may read. Times in ms. */
export interface ProbeLimits {
  /** The whole test. */
  readonly totalMs: number;
  /** Connecting to one address, TLS included. */
  readonly connectMs: number;
  /** One answer. gst-rtsp-server 1.22 takes 4.4 s for the first DESCRIBE of a pipeline. */
  readonly requestMs: number;
  /** An answer that took longer is worth a warning. */
  readonly slowResponseMs: number;
  /** Watching pictures, at most. */
  readonly maxWatchMs: number;
  /** Watching pictures while no key frame has come that a viewer could begin with, at most. */
  readonly maxKeyFrameWaitMs: number;
  /** Watching pictures, at least: shorter makes no rate. */
  readonly minWatchMs: number;
  /** Leaving. */
  readonly teardownMs: number;
  /** Start line and headers of one answer, bytes. */
  readonly headerBytes: number;
  /** Body of one answer, bytes. */
  readonly bodyBytes: number;
  /** Pictures, bytes: 60 Mbit/s for the longest watch. */
  readonly mediaBytes: number;
}

export const PROBE_LIMITS: ProbeLimits = {
  totalMs: 20_000,
  connectMs: 3_000,
  requestMs: 6_000,
  slowResponseMs: 3_000,
  maxWatchMs: 6_000,
  maxKeyFrameWaitMs: 12_000,
  minWatchMs: 2_000,
  teardownMs: 300,
  headerBytes: 64 * 1024,
  bodyBytes: 128 * 1024,
  mediaBytes: 90 * 1024 * 1024,
};
