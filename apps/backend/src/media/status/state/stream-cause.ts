import { type StreamCause, type StreamStatus } from '@ppf/contracts';
import { type PathItem } from '@ppf/mediamtx';
import { type DesiredStream } from '../../paths/desired/desired-streams';

/**
 * Grace period in milliseconds: how long a camera may take to reconnect after a failure of the media server before the
 * missing picture is attributed to the camera. MediaMTX retries every 5 s, and a camera may keep its previous session
 * for a minute (RFC 2326 §12.37, `timeout=60`).
 */
export const GRACE_PERIOD_MS = 60_000;
/** Grace period after a late response: bytes that arrived meanwhile are in the next response. */
const LATE_GRACE_PERIOD_MS = 3000;
/** Grace period that is left once the picture is back: a media server that hung first sends what it has buffered. */
const SETTLING_PERIOD_MS = 10_000;

/** Condition of the media server before a response: `late` the response took long; `returned` it was unreachable or hung. */
export type Disturbance = 'none' | 'late' | 'returned';

/** Attribution of a missing picture. Instants in milliseconds. */
export interface Attribution {
  /**
   * Until then a missing picture is attributed to the media server; null: to the camera. Infinity while the media
   * server is unreachable.
   */
  readonly graceUntil: number | null;
  /** Cause of the missing picture; null: it is there, or should not be. */
  readonly cause: StreamCause | null;
}

type AttributedState = Attribution & { readonly status: StreamStatus };

/** One poll result of one stream. */
interface PollResult {
  readonly desired: DesiredStream;
  /** Undefined when the media server does not list the path. */
  readonly item: PathItem | undefined;
  /** Whether bytes arrived since the previous poll. */
  readonly grew: boolean;
  readonly now: number;
}

/**
 * Decides the cause of a missing picture after a poll. Pure. A path that the API created and that is gone was lost by a
 * restart of MediaMTX, so the missing picture is attributed to the media server unless the camera was down before.
 */
export function attribute(
  before: AttributedState | undefined,
  { status }: { readonly status: StreamStatus },
  { desired, item, grew, now }: PollResult,
): Attribution {
  const isPathLost = desired.isLiteral && (item === undefined || item.confName !== item.name);
  const pending = pendingGraceOf(before, now);
  if (status === 'live' && grew)
    return { graceUntil: pending && Math.min(pending, now + SETTLING_PERIOD_MS), cause: null };
  const graceUntil = isPathLost && !isCameraDown(before) ? now + GRACE_PERIOD_MS : pending;
  if (status === 'live' || (desired.onDemand && status === 'connecting')) return { graceUntil, cause: null };
  return { graceUntil, cause: graceUntil === null ? 'camera' : 'media-server' };
}

/** State while the media server does not respond: attributed to it, unless the camera was down before. Pure. */
export function attributeToServer<State extends AttributedState>(state: State): State {
  return isCameraDown(state) ? state : { ...state, graceUntil: Infinity, cause: 'media-server' };
}

/** State when the media server responds again: starts the grace period, unless the camera was down before. Pure. */
export function startGracePeriod<State extends AttributedState>(
  state: State,
  disturbance: Disturbance,
  now: number,
): State {
  const isAffected = state.graceUntil === Infinity || (state.status === 'live' && !isCameraDown(state));
  if (disturbance === 'none' || !isAffected) return state;
  const until = now + (disturbance === 'late' ? LATE_GRACE_PERIOD_MS : GRACE_PERIOD_MS);
  const before = state.graceUntil === Infinity ? 0 : (state.graceUntil ?? 0);
  return { ...state, graceUntil: Math.max(before, until) };
}

/** Whether the missing picture was attributed to the camera. */
function isCameraDown(state: AttributedState | undefined): boolean {
  if (state?.status === 'unknown') return state.graceUntil === null;
  return state?.cause === 'camera';
}

function pendingGraceOf(before: AttributedState | undefined, now: number): number | null {
  const until = before?.graceUntil ?? null;
  return until !== null && now < until ? until : null;
}
