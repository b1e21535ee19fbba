import { type StreamCause, type StreamStatus } from '@ppf/contracts';
import { type DesiredStream } from '../paths/desired-streams';

/**
 * How it is with a picture that should be there (`up`, `stalled`, `offline`), or that nobody asks for (`idle`);
 * `unknown`: the media server did not answer. What no period covers is unknown too: nobody observed.
 */
export const PERIOD_STATES = ['up', 'stalled', 'offline', 'idle', 'unknown'] as const;
export type PeriodState = (typeof PERIOD_STATES)[number];

/** A time in which a stream was observed and its state was the same. Instants in milliseconds. */
export interface StreamPeriod {
  readonly state: PeriodState;
  /** Who is at fault, where there is no picture; absent and null: the camera. */
  readonly cause?: StreamCause | null;
  readonly beganAt: number;
  readonly endedAt: number;
}

/** Whether a period says how the camera did: it does not while the media server did not answer, or was at fault. */
export function isOfCamera({ state, cause }: Pick<StreamPeriod, 'state' | 'cause'>): boolean {
  return state !== 'unknown' && cause !== 'media-server';
}

/** Whether the camera gave no picture. */
export function isCameraDown({ state, cause }: Pick<StreamPeriod, 'state' | 'cause'>): boolean {
  return (state === 'stalled' || state === 'offline') && cause !== 'media-server';
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
