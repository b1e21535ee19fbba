import { IsIn } from 'class-validator';
import { MediaAgentDetails, PATHS_BY, type PathsBy } from './media-agent.dto';
import { MEDIA_SERVER_STATES, type MediaServerState } from './media-server-state';

/** Health of a media server at the last request to it. */
export class MediaServerHealthInfo {
  /** Whether its control API responded to the last request. */
  reachable: boolean;

  /** Version, such as `v1.20.1`. Null before v1.15.2, which does not report it, and while unreachable. */
  version: string | null;

  /** Begin of the current reachability state, ISO 8601 UTC. Null: no request was sent yet. */
  since: string | null;

  /** Time of its last response, ISO 8601 UTC. Null: none since this backend started. */
  answered_at: string | null;
}

/** A MediaMTX node. */
export class MediaServerDetails {
  id: number;

  /** Name for operators; unique. */
  name: string;

  @IsIn(MEDIA_SERVER_STATES)
  state: MediaServerState;

  /** Whether the settings define it. Then its addresses cannot be changed and it cannot be removed. */
  is_configured: boolean;

  /** How its paths are set. */
  @IsIn(PATHS_BY)
  paths_by: PathsBy;

  /** Its media agent. */
  agent: MediaAgentDetails;

  /** URL of the control API for this service. */
  api_url: string;

  /** Base URL of WebRTC signalling for browsers. */
  webrtc_url: string;

  /** Base URL of HLS for browsers. */
  hls_url: string;

  /** Base URL of RTSP for players and cameras. */
  rtsp_url: string;

  /** For an edge: the id of its origin. Null: not an edge. */
  edge_of: number | null;

  /** For an edge: the source IP address of its requests to the origin. Null: not an edge. */
  pulls_from: string | null;

  /** ISO 8601 UTC. */
  created_at: string;

  health: MediaServerHealthInfo;

  /** Number of workshops placed on it. */
  workshops: number;

  /** Number of pits with a camera in those workshops. */
  cameras: number;

  /** Number of current streams of those pits. */
  live: number;

  /** Number of current viewers of those streams, the sum of `readers`. */
  viewers: number;
}

/** `GET /media-servers`: a page of media servers, by id. */
export class MediaServerList {
  items: MediaServerDetails[];

  /** Cursor of the next page. Null on the last page. */
  next_cursor: string | null;
}
