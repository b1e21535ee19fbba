import { IsIn } from 'class-validator';
import { MEDIA_SERVER_STATES, type MediaServerState } from './media-server-state';

/** How a media server does, from the last time that it was asked. */
export class MediaServerHealthInfo {
  /** Whether its control API answered the last time. */
  reachable: boolean;

  /** As the server says it (`v1.20.1`); null before v1.15.2, which does not tell, and while unreachable. */
  version: string | null;

  /** Since when it is reachable, or is not; ISO 8601 UTC. Null: it has not been asked yet. */
  since: string | null;

  /** When it last answered; ISO 8601 UTC, null: never since this backend started. */
  answered_at: string | null;
}

/** A MediaMTX node. */
export class MediaServerDetails {
  id: number;

  /** What operators call it; unique. */
  name: string;

  @IsIn(MEDIA_SERVER_STATES)
  state: MediaServerState;

  /** The one that the settings name: its addresses are theirs, and it cannot be removed. */
  is_configured: boolean;

  /** How this service reaches the control API. */
  api_url: string;

  /** How browsers reach WebRTC signalling. */
  webrtc_url: string;

  /** How browsers reach HLS. */
  hls_url: string;

  /** How players and cameras reach RTSP. */
  rtsp_url: string;

  /** Of an edge: the id of the media server that it fetches from. Null: it is no edge. */
  edge_of: number | null;

  /** Of an edge: the IP address that its requests come from, as its origin sees it; null: it is no edge. */
  pulls_from: string | null;

  /** ISO 8601 UTC. */
  created_at: string;

  health: MediaServerHealthInfo;

  /** Workshops that are placed on it. */
  workshops: number;

  /** Pits of those workshops that have a camera. */
  cameras: number;

  /** Streams of those pits that exist now. */
  live: number;

  /** Who watches those streams now, counted as `readers` of each stream. */
  viewers: number;
}

/** `GET /media-servers`: a page of media servers, by id. */
export class MediaServerList {
  items: MediaServerDetails[];

  /** For the next page; null on the last. */
  next_cursor: string | null;
}
