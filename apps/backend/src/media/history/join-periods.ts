import { type StreamPeriod } from './stream-period';

/**
 * Gap in milliseconds up to which two periods of one state are joined. A backend that restarts or hands over the lead
 * causes shorter gaps, and a pulled camera without a stream becomes offline only after this time (stream-state.ts).
 */
export const MAX_JOINED_GAP_MS = 10_000;

/**
 * Sorts periods, removes overlaps and joins periods of one state. Pure. Where two trackers observed the same time, the
 * one that began later takes precedence: it took over the lead.
 */
export function joinPeriods(periods: readonly StreamPeriod[]): StreamPeriod[] {
  const joined: StreamPeriod[] = [];
  for (const next of [...periods].sort((one, other) => one.beganAt - other.beganAt)) {
    const last = joined.at(-1);
    if (last && isSame(last, next) && next.beganAt - last.endedAt <= MAX_JOINED_GAP_MS) {
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
