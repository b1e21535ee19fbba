import { type StreamStatus } from '@ppf/contracts';
import { type DesiredStream } from '../paths/desired-streams';

/** How it is with a picture that should be there (`up`, `stalled`, `offline`), or that nobody asks for (`idle`). */
export const PERIOD_STATES = ['up', 'stalled', 'offline', 'idle'] as const;
export type PeriodState = (typeof PERIOD_STATES)[number];

/** A time in which a stream was observed and its state was the same. Instants in milliseconds. */
export interface StreamPeriod {
  readonly state: PeriodState;
  readonly beganAt: number;
  readonly endedAt: number;
}

/** What is written down of a status; null: nothing is known, and nothing is written. */
export function periodStateOf(status: StreamStatus, { onDemand }: DesiredStream): PeriodState | null {
  switch (status) {
    case 'live':
      return 'up';
    case 'stalled':
    case 'offline':
      return status;
    case 'connecting':
      // A camera that is dialled gives no picture. One that waits to be asked is not at fault.
      return onDemand ? 'idle' : 'offline';
    case 'unknown':
      return null;
  }
}
