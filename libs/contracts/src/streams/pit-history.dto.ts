import { IsIn } from 'class-validator';
import { STREAM_CAUSES, type StreamCause, TIMELINE_CAUSES, type TimelineCause } from './stream-cause';

/** `offline`: there was no stream. `stalled`: there was one, and nothing arrived on it. */
export const OUTAGE_KINDS = ['offline', 'stalled'] as const;
export type OutageKind = (typeof OUTAGE_KINDS)[number];

/**
 * `up`: a picture arrived; `down`: it should have, and did not; `idle`: nobody asked an on-demand camera for one;
 * `unknown`: nobody observed, or the media server did not answer.
 */
export const TIMELINE_STATES = ['up', 'down', 'idle', 'unknown'] as const;
export type TimelineState = (typeof TIMELINE_STATES)[number];

/** A time without a picture. */
export class Outage {
  /** What it was; `offline` when it was both. */
  @IsIn(OUTAGE_KINDS)
  kind: OutageKind;

  /** Who is at fault. The media server: it was restarted or hung, and the camera’s picture took a while to come back. */
  @IsIn(STREAM_CAUSES)
  cause: StreamCause;

  /** ISO 8601 UTC; may be before the time that was asked for. */
  began_at: string;

  /** ISO 8601 UTC; null while it goes on. */
  ended_at: string | null;
}

/** A piece of the timeline. It ends where the next one begins, the last one at `to`. */
export class TimelineSegment {
  @IsIn(TIMELINE_STATES)
  state: TimelineState;

  /** down: who is at fault; unknown: who could not say; null for all others. */
  @IsIn(TIMELINE_CAUSES)
  cause: TimelineCause | null;

  /** ISO 8601 UTC. */
  began_at: string;
}

/** `GET /pits/{id}/history`: when a pit had its picture. */
export class PitHistory {
  /** Begin, ISO 8601 UTC. Later than what was asked for when the pit is younger, or when there is more than is read at once. */
  from: string;

  /** End, ISO 8601 UTC. */
  to: string;

  /**
   * Part of the time with a picture, of the time in which one was expected and the state is known, 0 to 1; null: none.
   * Time that the media server took away does not count: it says how the camera does.
   */
  uptime_share: number | null;

  /** Part of the whole time in which the state is not known, 0 to 1. It is neither up nor down. */
  unknown_share: number;

  /** Seconds without a picture that should have been there, by the camera’s fault. */
  down_seconds: number;

  /** Seconds without a picture that should have been there, by the media server’s fault. */
  media_server_down_seconds: number;

  /** How many outages there were, whoever was at fault. */
  outage_count: number;

  /** For a drawing: at most 288 segments. A short outage fills the whole 288th that it falls into. */
  timeline: TimelineSegment[];

  /** A page of the outages, newest first. */
  items: Outage[];

  /** For the next page; null on the last. */
  next_cursor: string | null;
}
