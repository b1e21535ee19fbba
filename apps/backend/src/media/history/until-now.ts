import { type StreamCause } from '@ppf/contracts';
import { JOINED_WITHIN_MS } from './join-periods';
import { type PeriodState, type StreamPeriod } from './stream-period';

/** A period as the database has it. */
export interface PeriodRow {
  readonly state: PeriodState;
  readonly cause: StreamCause | null;
  readonly began_at: Date;
  /** Until when it is known. */
  readonly ended_at: Date | null;
  /** Whether nobody has written yet that it ended. */
  readonly is_open: boolean;
}

/** Rows of a pit, oldest first, as periods. Pure. What was seen just now still goes on: it is only noted every few seconds. */
export function untilNow(rows: readonly PeriodRow[], now: number): StreamPeriod[] {
  const newest = rows.at(-1);
  return rows.map((row) => {
    const endedAt = (row.ended_at ?? row.began_at).getTime();
    const goesOn = row === newest && row.is_open && now - endedAt <= JOINED_WITHIN_MS;
    const beganAt = row.began_at.getTime();
    return { state: row.state, cause: row.cause, beganAt, endedAt: goesOn ? now : endedAt };
  });
}
