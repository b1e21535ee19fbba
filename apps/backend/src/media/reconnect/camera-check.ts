/** Checks of one camera without a stream. Instants are milliseconds of the monotonic clock. */
export interface CameraCheck {
  /** Since when the camera has no stream. */
  readonly missingSince: number;
  /** When its port is checked next. */
  readonly nextAt: number;
  /**
   * Whether a new connection may succeed although the last one of the media server failed: the camera sent until now, or
   * its port was closed since. False for a camera that is reachable and does not send: a connection fails again.
   */
  readonly isReturnExpected: boolean;
  /** Reconnections since the camera was last unreachable. */
  readonly reconnects: number;
  /** When the last reconnection was requested; null: none was. */
  readonly reconnectedAt: number | null;
}

/** What follows from a check. */
export interface CheckResult {
  readonly check: CameraCheck;
  /** Whether the media server is to connect to the camera now. */
  readonly reconnect: boolean;
}

/** Least milliseconds between two TCP connections to one camera. */
export const CHECK_INTERVAL_MS = 1000;
/** Interval for a camera that is missing for long, or whose port is open while its stream fails. */
export const SLOW_CHECK_INTERVAL_MS = 10_000;
/** Milliseconds without a stream after which the interval is the slow one. */
export const SLOW_AFTER_MS = 600_000;
/** Milliseconds after the first reconnection before the second one; doubles with each. */
export const RECONNECT_BACKOFF_MS = 2000;
/** Reconnections while the port stays open. The media server retries every 5 s by itself. */
export const MAX_RECONNECTS = 6;
/** Milliseconds after a reconnection from which on a closed port counts as another outage. */
const NEW_OUTAGE_AFTER_MS = 10_000;
/** Share of an interval by which checks are spread. Waits get longer, never shorter than the interval. */
const JITTER = 0.1;

/**
 * First state of a camera that lost its stream, or never had one. Pure.
 * @param hadStream Whether it sent until now. @param random 0 to 1.
 */
export function beginCameraCheck(hadStream: boolean, now: number, random: number): CameraCheck {
  return {
    missingSince: now,
    // The first checks are spread over one interval: cameras of one site are lost at the same time.
    nextAt: now + (hadStream ? JITTER : 1) * CHECK_INTERVAL_MS * random,
    isReturnExpected: hadStream,
    reconnects: 0,
    reconnectedAt: null,
  };
}

/**
 * State after a check of the port, and whether the media server is to reconnect. Pure. A camera whose port is open while
 * its stream fails gets at most six reconnections, 2, 4, 8, 16 and 32 s apart, until its port is closed again.
 * @param random 0 to 1.
 */
export function decideAfterCheck(
  before: CameraCheck,
  isPortOpen: boolean,
  now: number,
  random: number,
): CheckResult {
  if (!isPortOpen) {
    const reconnects = isNewOutage(before, now) ? 0 : before.reconnects;
    const nextAt = now + waitMs(before, now) * (1 + JITTER * random);
    return { check: { ...before, isReturnExpected: true, reconnects, nextAt }, reconnect: false };
  }
  const allowedAt = before.reconnectedAt === null ? now : before.reconnectedAt + backoffMs(before.reconnects);
  if (!before.isReturnExpected || before.reconnects >= MAX_RECONNECTS)
    return {
      check: { ...before, nextAt: now + SLOW_CHECK_INTERVAL_MS * (1 + JITTER * random) },
      reconnect: false,
    };
  if (now < allowedAt) {
    const nextAt = Math.max(allowedAt, now + CHECK_INTERVAL_MS);
    return { check: { ...before, nextAt }, reconnect: false };
  }
  const reconnects = before.reconnects + 1;
  const nextAt = now + backoffMs(reconnects) * (1 + JITTER * random);
  return { check: { ...before, reconnects, reconnectedAt: now, nextAt }, reconnect: true };
}

/** Milliseconds after the given number of reconnections before the next one. */
function backoffMs(reconnects: number): number {
  return reconnects === 0 ? 0 : RECONNECT_BACKOFF_MS * 2 ** (reconnects - 1);
}

function waitMs({ missingSince }: CameraCheck, now: number): number {
  return now - missingSince >= SLOW_AFTER_MS ? SLOW_CHECK_INTERVAL_MS : CHECK_INTERVAL_MS;
}

function isNewOutage({ reconnectedAt }: CameraCheck, now: number): boolean {
  return reconnectedAt === null || now - reconnectedAt >= NEW_OUTAGE_AFTER_MS;
}
