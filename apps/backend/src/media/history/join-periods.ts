import { type StreamPeriod } from './stream-period';

/**
 * Two periods of one state that are no further apart are one, in milliseconds. A backend that restarts, or hands over
 * to another, looks away for less; a pulled camera is not called offline before that either (pit-stream-state.ts).
 */
export const JOINED_WITHIN_MS = 10_000;

/**
 * Periods in order, without overlaps, those of one state joined. Pure. Where two observers saw the same time, the one
 * that began later is believed: it took over.
 */
export function joinPeriods(periods: readonly StreamPeriod[]): StreamPeriod[] {
  const joined: StreamPeriod[] = [];
  for (const next of [...periods].sort((one, other) => one.beganAt - other.beganAt)) {
    const last = joined.at(-1);
    if (last && isSame(last, next) && next.beganAt - last.endedAt <= JOINED_WITHIN_MS) {
      joined[joined.length - 1] = { ...last, endedAt: Math.max(last.endedAt, next.endedAt) };
      continue;
    }
    if (last && last.endedAt > next.beganAt) joined[joined.length - 1] = { ...last, endedAt: next.beganAt };
    joined.push(next);
  }
  return joined.filter(({ beganAt, endedAt }) => endedAt > beganAt);
}

function isSame(one: StreamPeriod, other: StreamPeriod): boolean {
  return one.state === other.state && (one.cause ?? null) === (other.cause ?? null);
}
