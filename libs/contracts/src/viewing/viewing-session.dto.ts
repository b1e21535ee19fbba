import { IsIn } from 'class-validator';
import { VIEWER_KINDS, type ViewerKind, VIEWING_END_REASONS, type ViewingEndReason } from './viewing-end';

/** Who watches, as it was known when they began. */
export class Viewer {
  @IsIn(VIEWER_KINDS)
  kind: ViewerKind;

  /** Of the user, share link or API key; null when unknown. */
  id: number | null;

  /** Their name then, kept after the account is gone; null when unknown. */
  name: string | null;
}

/** One admitted reader of the media server, from the hook's allow to its end. */
export class ViewingSession {
  id: number;

  workshop_id: number;

  pit_id: number;

  /** MediaMTX's name for the stream. */
  path: string;

  viewer: Viewer;

  /** What carries it: `webrtc`, `hls`, `rtsp` or `playback`; the last one seen when a token carried two. */
  protocol: string;

  /** The viewer's address, as the media server sees it. */
  address: string;

  /** What the client calls itself; empty before MediaMTX v1.19.0 and for clients that do not say. */
  user_agent: string;

  /** ISO 8601 UTC. */
  began_at: string;

  /** Until when it goes on unless it is renewed, ISO 8601 UTC. */
  lease_until: string;

  /** ISO 8601 UTC; null while it goes on. */
  ended_at: string | null;

  /** Null while it goes on. */
  @IsIn(VIEWING_END_REASONS)
  end_reason: ViewingEndReason | null;

  /** Name of whoever ended it; null when nobody did, or while it goes on. */
  ended_by: string | null;

  /** Bytes sent to the viewer so far; 0 for HLS up to MediaMTX v1.17.1, which does not tell. */
  bytes_sent: number;
}
