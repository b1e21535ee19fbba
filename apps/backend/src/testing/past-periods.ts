import type { StreamPeriod } from '../media';

/** A piece of time with a stream state. */
export type Piece = [seconds: number, state: StreamPeriod['state'] | 'unknown'];

/** Builds periods, oldest first. The last one ends at `now`, in milliseconds. */
export function pastPeriods(now: number, ...pieces: Piece[]): StreamPeriod[] {
  let at = now - pieces.reduce((sum, [seconds]) => sum + seconds, 0) * 1000;
  return pieces.flatMap(([seconds, state]) => {
    const beganAt = at;
    at += seconds * 1000;
    return state === 'unknown' ? [] : [{ state, beganAt, endedAt: at }];
  });
}
