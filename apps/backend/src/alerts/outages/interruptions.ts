import { MAX_JOINED_GAP_MS, type StreamPeriod } from '../../media';

/** A shorter picture does not end an outage, for example while a camera reboots repeatedly. Milliseconds. */
export const MIN_STEADY_MS = 20_000;
/** A shorter interruption is not counted, because brief network glitches need no alert. Milliseconds. */
const MIN_INTERRUPTION_MS = 10_000;

/** A time without a picture that follows a time with one. Instants in milliseconds. */
export interface Interruption {
  readonly beganAt: number;
  readonly endedAt: number;
}

/**
 * Finds the interruptions that began after an instant. Pure. An outage after an unknown period is not counted, because
 * it may have begun earlier.
 * @param periods The result of `joinPeriods`.
 */
export function findInterruptions(periods: readonly StreamPeriod[], since: number): Interruption[] {
  const found: Interruption[] = [];
  let current: Interruption | null = null;
  let before: StreamPeriod | undefined;
  for (const period of periods) {
    const isAdjacent = before !== undefined && period.beganAt - before.endedAt <= MAX_JOINED_GAP_MS;
    const { beganAt, endedAt } = period;
    if (!isDown(period)) current = null;
    else if (current !== null && isAdjacent) found.push((current = { ...(found.pop() ?? current), endedAt }));
    else if (isAdjacent && before !== undefined && wasSteady(before))
      found.push((current = { beganAt, endedAt }));
    before = period;
  }
  return found.filter(({ beganAt, endedAt }) => beganAt > since && endedAt - beganAt >= MIN_INTERRUPTION_MS);
}

/** Returns since when there has been a picture, apart from brief interruptions; null: there is none. Pure. */
export function findSteadySince(periods: readonly StreamPeriod[]): number | null {
  let since: number | null = null;
  let next: StreamPeriod | undefined;
  for (const period of periods.toReversed()) {
    if (next && next.beganAt - period.endedAt > MAX_JOINED_GAP_MS) break;
    if (period.state === 'up') since = period.beganAt;
    else if (since === null || !isDown(period) || period.endedAt - period.beganAt >= MIN_INTERRUPTION_MS)
      break;
    next = period;
  }
  return since;
}

function wasSteady({ state, beganAt, endedAt }: StreamPeriod): boolean {
  return state === 'up' && endedAt - beganAt >= MIN_STEADY_MS;
}

function isDown({ state }: StreamPeriod): boolean {
  return state === 'offline' || state === 'stalled';
}
