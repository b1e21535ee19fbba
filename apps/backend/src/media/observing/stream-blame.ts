import { type StreamCause, type StreamStatus } from '@ppf/contracts';
import { type PathItem } from '@ppf/mediamtx';
import { type DesiredStream } from '../paths/desired-streams';

/**
 * After a fault of the media server a camera has so long to be back before it is at fault itself, in milliseconds:
 * MediaMTX dials each 5 s, and a camera may keep the session of before for a minute (RFC 2326 §12.37, `timeout=60`).
 */
export const EXCUSED_FOR_MS = 60_000;
/** As much after an answer that came late: what arrived meanwhile is in the next one. */
const LATE_EXCUSED_FOR_MS = 3000;
/** A picture that is back may break once more for so long: what a frozen server had received goes first. */
const SETTLES_FOR_MS = 10_000;

/** What was wrong with the media server before an answer. `late`: it took a while; `back`: it was away, or hung. */
export type Disturbance = 'none' | 'late' | 'back';

/** Who is at fault for a stream. Instants in milliseconds. */
export interface Blame {
  /** Until then the media server is at fault for a picture that is away; null: the camera is. Infinity: it is away. */
  readonly excusedUntil: number | null;
  /** Who keeps the picture away; null: it is there, or should not be. */
  readonly cause: StreamCause | null;
}

type Seen = Blame & { readonly status: StreamStatus };

/** What the reading was. */
interface Reading {
  readonly desired: DesiredStream;
  /** Undefined when the media server does not list the path. */
  readonly item: PathItem | undefined;
  /** Whether bytes came in since the reading before. */
  readonly grew: boolean;
  readonly now: number;
}

/**
 * Who keeps the picture away after a reading. Pure. The media server is at fault for a stream that was fine before when
 * it has forgotten the path that we made, which it does when it restarts.
 */
export function blame(
  before: Seen | undefined,
  { status }: { readonly status: StreamStatus },
  { desired, item, grew, now }: Reading,
): Blame {
  const isForgotten = desired.isLiteral && (item === undefined || item.confName !== item.name);
  const pending = pendingOf(before, now);
  if (status === 'live' && grew)
    return { excusedUntil: pending && Math.min(pending, now + SETTLES_FOR_MS), cause: null };
  const excusedUntil = isForgotten && isInnocent(before) ? now + EXCUSED_FOR_MS : pending;
  if (status === 'live' || (desired.onDemand && status === 'connecting'))
    return { excusedUntil, cause: null };
  return { excusedUntil, cause: excusedUntil === null ? 'camera' : 'media-server' };
}

/** The media server does not answer: it is at fault for what the camera was not at fault for before. Pure. */
export function blameServer<State extends Seen>(state: State): State {
  return isInnocent(state) ? { ...state, excusedUntil: Infinity, cause: 'media-server' } : state;
}

/** The media server answers again. Pure. Who was not excused before, and has no picture, stays at fault. */
export function excuse<State extends Seen>(state: State, disturbance: Disturbance, now: number): State {
  const isWaiting = state.excusedUntil === Infinity || (state.status === 'live' && isInnocent(state));
  if (disturbance === 'none' || !isWaiting) return state;
  const until = now + (disturbance === 'late' ? LATE_EXCUSED_FOR_MS : EXCUSED_FOR_MS);
  const before = state.excusedUntil === Infinity ? 0 : (state.excusedUntil ?? 0);
  return { ...state, excusedUntil: Math.max(before, until) };
}

/** Whether nothing says that the camera was at fault. */
function isInnocent(state: Seen | undefined): boolean {
  if (state?.status === 'unknown') return state.excusedUntil !== null;
  return state?.cause !== 'camera';
}

function pendingOf(before: Seen | undefined, now: number): number | null {
  const until = before?.excusedUntil ?? null;
  return until !== null && now < until ? until : null;
}
