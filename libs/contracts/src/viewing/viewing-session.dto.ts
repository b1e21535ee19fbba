import { IsIn } from 'class-validator';
import { VIEWER_KINDS, type ViewerKind, VIEWING_END_REASONS, type ViewingEndReason } from './viewing-end';

/** The viewer at the begin of the session. */
export class Viewer {
  @IsIn(VIEWER_KINDS)
  kind: ViewerKind;

  /** Id of the user, share link or API key. Null: unknown. */
  id: number | null;

  /** Name at that time, kept after the account is deleted. Null: unknown. */
  name: string | null;
}

/** One reader of the media server, from the decision of the auth hook to its end. */
export class ViewingSession {
  id: number;

  workshop_id: number;

  pit_id: number;

  /** MediaMTX's name for the stream. */
  path: string;

  viewer: Viewer;

  /** `webrtc`, `hls`, `rtsp` or `playback`. The latest one if a token was used with two. */
  protocol: string;

  /** The viewer's address, as the media server sees it. */
  address: string;

  /** User agent of the client. Empty before MediaMTX v1.19.0 and if the client sends none. */
  user_agent: string;

  /** ISO 8601 UTC. */
  began_at: string;

  /** End of the lease unless it is renewed, ISO 8601 UTC. */
  lease_until: string;

  /** ISO 8601 UTC. Null while it continues. */
  ended_at: string | null;

  /** Null while it continues. */
  @IsIn(VIEWING_END_REASONS)
  end_reason: ViewingEndReason | null;

  /** Name of the user who ended it. Null: not ended by a user, or it continues. */
  ended_by: string | null;

  /** Bytes sent to the viewer. 0 for HLS up to MediaMTX v1.17.1, which does not report them. */
  bytes_sent: number;
}
