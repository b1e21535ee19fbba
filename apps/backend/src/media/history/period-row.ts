import { type StreamCause } from '@ppf/contracts';
import { MAX_JOINED_GAP_MS } from './join-periods';
import { type PeriodState, type StreamPeriod } from './stream-period';

/** A row of `stream_period`. */
export interface PeriodRow {
  readonly state: PeriodState;
  readonly cause: StreamCause | null;
  readonly began_at: Date;
  /** Until when the state is known. */
  readonly ended_at: Date | null;
  /** Whether its end is not stored yet. */
  readonly is_open: boolean;
}

/**
 * Maps the rows of one pit, oldest first, to periods. Pure. An open period that was observed a moment ago lasts until
 * now, because `observed_until` is written only every few seconds.
 */
export function toPeriods(rows: readonly PeriodRow[], now: number): StreamPeriod[] {
  const newest = rows.at(-1);
  return rows.map((row) => {
    const endedAt = (row.ended_at ?? row.began_at).getTime();
    const isCurrent = row === newest && row.is_open && now - endedAt <= MAX_JOINED_GAP_MS;
    const beganAt = row.began_at.getTime();
    return { state: row.state, cause: row.cause, beganAt, endedAt: isCurrent ? now : endedAt };
  });
}
