import { IsIn } from 'class-validator';
import { STREAM_CAUSES, type StreamCause, TIMELINE_CAUSES, type TimelineCause } from './stream-cause';

/** `offline`: there was no stream. `stalled`: a stream existed, but received no video. */
export const OUTAGE_KINDS = ['offline', 'stalled'] as const;
export type OutageKind = (typeof OUTAGE_KINDS)[number];

/**
 * `up`: video arrived; `down`: video was expected, but did not arrive; `idle`: an on-demand camera had no viewers; `unknown`: no
 * backend polled, or the media server did not respond.
 */
export const TIMELINE_STATES = ['up', 'down', 'idle', 'unknown'] as const;
export type TimelineState = (typeof TIMELINE_STATES)[number];

/** A time without video. */
export class Outage {
  /** Kind of the outage. `offline` if it was both. */
  @IsIn(OUTAGE_KINDS)
  kind: OutageKind;

  /** Cause. `media-server`: it was restarted or hung, until the camera’s video was back. */
  @IsIn(STREAM_CAUSES)
  cause: StreamCause;

  /** ISO 8601 UTC. May be before the requested period. */
  began_at: string;

  /** ISO 8601 UTC. Null while it continues. */
  ended_at: string | null;
}

/** A piece of the timeline. It ends where the next one begins, the last one at `to`. */
export class TimelineSegment {
  @IsIn(TIMELINE_STATES)
  state: TimelineState;

  /** `down`: the cause; `unknown`: the component that did not report. Null otherwise. */
  @IsIn(TIMELINE_CAUSES)
  cause: TimelineCause | null;

  /** ISO 8601 UTC. */
  began_at: string;
}

/** `GET /pits/{id}/history`: the availability of a pit's video. */
export class PitHistory {
  /** Begin, ISO 8601 UTC. Later than requested when the pit is newer, or when the period has too many events. */
  from: string;

  /** End, ISO 8601 UTC. */
  to: string;

  /**
   * Share of the time with video in the time with expected video and known state, 0 to 1. Null: no such time. Outages of the
   * media server do not count: it is a measure of the camera.
   */
  uptime_share: number | null;

  /** Share of the period with unknown state, 0 to 1. It counts neither as up nor as down. */
  unknown_share: number;

  /** Seconds without expected video, caused by the camera. */
  down_seconds: number;

  /** Seconds without expected video, caused by the media server. */
  media_server_down_seconds: number;

  /** Number of outages of any cause. */
  outage_count: number;

  /** At most 288 segments, for a chart. A short outage fills the whole segment. */
  timeline: TimelineSegment[];

  /** A page of the outages, newest first. */
  items: Outage[];

  /** Cursor of the next page. Null on the last page. */
  next_cursor: string | null;
}
