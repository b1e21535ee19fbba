import { MAX_JOINED_GAP_MS, type StreamPeriod } from '../../media';

/** A picture that is there for less does not end an outage, in milliseconds: a camera that boots again and again. */
export const MIN_STEADY_MS = 20_000;
/** A picture that is away for less is not counted, in milliseconds: a network that stutters is no fault to report. */
const MIN_INTERRUPTION_MS = 10_000;

/** A time without a picture after one with it. Instants in milliseconds. */
export interface Interruption {
  readonly beganAt: number;
  readonly endedAt: number;
}

/**
 * How often the picture was lost since an instant. Pure. What follows a time that nobody knows of does not count: the
 * picture may have been away all along.
 * @param periods as `joinPeriods` gives them
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

/** Since when the picture is there but for moments; null: it is not there. Pure. */
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
