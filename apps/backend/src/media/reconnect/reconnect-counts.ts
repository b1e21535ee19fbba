import { type ReconnectOutcome } from './source-reconnector';

/** Outcome of a port check. */
export type PortState = 'open' | 'closed';

/** Figures of the camera checks of one media server, for the metrics. */
export interface ReconnectCounts {
  /** Cameras without a stream that are checked now. */
  readonly checked: number;
  readonly checks: Readonly<Record<PortState, number>>;
  readonly reconnects: Readonly<Record<ReconnectOutcome, number>>;
}
