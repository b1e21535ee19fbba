import type { PathsBy } from '../document/document';

/**
 * Minimum milliseconds between two writes. MediaMTX discards changes of its file within a second of a reload, so the
 * second one would be lost.
 */
export const WRITE_SPACING_MS = 1300;
/** Milliseconds after a write within which MediaMTX has loaded the file, also one of 5000 paths. */
const LOAD_TIMEOUT_MS = 6000;
/** Longest wait before the same file is written again. */
const MAX_RETRY_MS = 60_000;
/** Milliseconds without a response after a write, after which the file before it is restored. */
const ROLLBACK_AFTER_MS = 10_000;

/** What is known when the next write is decided. Instants are on a monotonic clock, in milliseconds. */
export interface WriteState {
  /** The planned file; null: none can be planned. */
  readonly target: { readonly id: string; readonly settingsId: string; readonly pathsBy: PathsBy } | null;
  /** The file on disk; null: there is none, or it was not written by this agent with this key. */
  readonly onDisk: { readonly id: string; readonly settingsId: string } | null;
  /** When this process last wrote; null: not yet. */
  readonly writtenAt: number | null;
  /** Writes of the target in a row without effect. */
  readonly attempts: number;
  /** Id of the file that MediaMTX has loaded; null: unknown or another file. */
  readonly loaded: string | null;
  readonly isReachable: boolean;
  /** Whether MediaMTX was reachable before the last write. */
  readonly wasReachable: boolean;
  /** When MediaMTX last answered; null: not yet. */
  readonly answeredAt: number | null;
  /** Whether the paths of MediaMTX differ from the file that it has loaded: another client changed them through the API. */
  readonly hasDrifted: boolean;
  /** Id of a file after which MediaMTX ended; null: none. */
  readonly rejected: string | null;
  /** Whether the file before the last write is known. */
  readonly hasPrevious: boolean;
}

/** What to do now. `wait`: decide again after `inMs`, or earlier when something changes. */
export type NextWrite =
  | { readonly action: 'write'; readonly reason: 'no-file' | 'changed' | 'not-loaded' | 'drifted' }
  | { readonly action: 'restore' }
  | { readonly action: 'wait'; readonly inMs: number }
  | { readonly action: 'none' };

/** Decides whether the file is written now. Pure. */
export function decideNextWrite(state: WriteState, now: number): NextWrite {
  const { target, writtenAt } = state;
  if (target === null) return { action: 'none' };
  const sinceWrite = writtenAt === null ? Infinity : now - writtenAt;
  if (hasEndedAfterWrite(state, sinceWrite)) return { action: 'restore' };
  if (target.id === state.rejected) return { action: 'none' };
  const due = whyDue(state, target, sinceWrite);
  if (due === null) return { action: 'none' };
  if (typeof due === 'number') return { action: 'wait', inMs: Math.max(1, due) };
  // A clock that went back would delay the write; the monotonic clock does not, and a wait is never longer than the spacing.
  const waitMs = Math.min(WRITE_SPACING_MS, WRITE_SPACING_MS - sinceWrite);
  return waitMs > 0 ? { action: 'wait', inMs: waitMs } : { action: 'write', reason: due };
}

/** @returns the reason to write; milliseconds until there may be one; null: none. */
function whyDue(
  state: WriteState,
  target: NonNullable<WriteState['target']>,
  sinceWrite: number,
): 'no-file' | 'changed' | 'not-loaded' | 'drifted' | number | null {
  const { onDisk, loaded, isReachable, attempts } = state;
  if (onDisk === null) return 'no-file';
  if (onDisk.id !== target.id) return isChangeDue(state, target) ? 'changed' : null;
  if (!isReachable) return null;
  if (loaded !== target.id) {
    const dueMs = Math.min(MAX_RETRY_MS, LOAD_TIMEOUT_MS * 2 ** Math.max(0, attempts - 1)) - sinceWrite;
    return dueMs > 0 ? dueMs : 'not-loaded';
  }
  return state.hasDrifted && target.pathsBy === 'file' ? 'drifted' : null;
}

/**
 * In API mode a write would remove the paths that the backend has made. It waits until MediaMTX is down, when it drops
 * no viewer, except for a change of the operator's settings, as at any change of a file by hand.
 */
function isChangeDue(
  { onDisk, isReachable }: WriteState,
  target: NonNullable<WriteState['target']>,
): boolean {
  return target.pathsBy === 'file' || !isReachable || onDisk?.settingsId !== target.settingsId;
}

/** MediaMTX answered before the write and never after it: it ends when it cannot load a file (MediaMTX contract §0.8). */
function hasEndedAfterWrite(state: WriteState, sinceWrite: number): boolean {
  const { writtenAt, answeredAt, isReachable, wasReachable, hasPrevious } = state;
  if (writtenAt === null || isReachable || !wasReachable || !hasPrevious) return false;
  const isSilent = answeredAt === null || answeredAt <= writtenAt + WRITE_SPACING_MS;
  return isSilent && sinceWrite >= ROLLBACK_AFTER_MS;
}
