import { type StreamCause, type StreamStatus } from '@ppf/contracts';
import { type DesiredStream } from '../paths/desired/desired-streams';

/**
 * State of a stream in the history: `up`, `stalled` and `offline` for a stream that should exist; `idle` for an on-demand
 * stream without viewers; `unknown` while the media server is unreachable. Time without a period is unknown too: no
 * backend observed the stream.
 */
export const PERIOD_STATES = ['up', 'stalled', 'offline', 'idle', 'unknown'] as const;
export type PeriodState = (typeof PERIOD_STATES)[number];

/** A time in which a stream was observed in one state. Instants in milliseconds. */
export interface StreamPeriod {
  readonly state: PeriodState;
  /** Cause of a missing picture; null and absent: the camera. */
  readonly cause?: StreamCause | null;
  readonly beganAt: number;
  readonly endedAt: number;
}

/** Whether a period shows the state of the camera. It does not while the media server was unreachable or the cause. */
export function isOfCamera({ state, cause }: Pick<StreamPeriod, 'state' | 'cause'>): boolean {
  return state !== 'unknown' && cause !== 'media-server';
}

/** Whether there was no picture because of the camera. */
export function isCameraDown({ state, cause }: Pick<StreamPeriod, 'state' | 'cause'>): boolean {
  return (state === 'stalled' || state === 'offline') && cause !== 'media-server';
}

/** Maps a status to the state in the history; null: nothing is written, because the status is unknown. */
export function periodStateOf(status: StreamStatus, { onDemand }: DesiredStream): PeriodState | null {
  switch (status) {
    case 'live':
      return 'up';
    case 'stalled':
    case 'offline':
      return status;
    case 'connecting':
      // A camera that MediaMTX connects to has no picture. An on-demand camera without viewers should have none.
      return onDemand ? 'idle' : 'offline';
    case 'unknown':
      return null;
  }
}
