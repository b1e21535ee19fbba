/** Limits of a camera test: times in ms and sizes in bytes. */
export interface ProbeLimits {
  /** The whole test. */
  readonly totalMs: number;
  /** Connecting to one address, TLS included. */
  readonly connectMs: number;
  /** One response. gst-rtsp-server 1.22 takes 4.4 s for the first DESCRIBE of a pipeline. */
  readonly requestMs: number;
  /** A slower response causes a warning. */
  readonly slowResponseMs: number;
  /** Maximum time of watching pictures. */
  readonly maxWatchMs: number;
  /** Maximum time of watching pictures before a key frame arrives at which a viewer can start. */
  readonly maxKeyFrameWaitMs: number;
  /** Minimum time of watching pictures: a shorter time is too short for a rate. */
  readonly minWatchMs: number;
  /** Ending the session. */
  readonly teardownMs: number;
  /** Start line and headers of one response, bytes. */
  readonly headerBytes: number;
  /** Body of one response, bytes. */
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
