import { IsIn } from 'class-validator';

export const MEDIA_SERVER_KINDS = ['mediamtx', 'simulator'] as const;
export type MediaServerKind = (typeof MEDIA_SERVER_KINDS)[number];

export const MEDIA_AUTH_MODES = ['http', 'jwt'] as const;
/**
 * Who checks viewers and cameras. `http`: this service, asked each time. `jwt`: the media server itself, by our public
 * keys; then a token may open several sessions until it ends, and a publish key is a JWT.
 */
export type MediaAuthMode = (typeof MEDIA_AUTH_MODES)[number];

/** The media server in use. */
export class MediaServerInfo {
  /** `simulator`: sample video for demos and tests; the dashboard says so. */
  @IsIn(MEDIA_SERVER_KINDS)
  kind: MediaServerKind;

  /** As the server says it (`v1.20.1`); null before v1.15.2, which does not tell, and while unreachable. */
  version: string | null;

  /** Whether its control API answered the last time. */
  reachable: boolean;

  /** Who checks viewers and cameras (`MEDIAMTX_AUTH`). */
  @IsIn(MEDIA_AUTH_MODES)
  auth: MediaAuthMode;
}

/** `GET /system`: what the dashboard tells of the installation. */
export class SystemInfo {
  /** Version of this software. */
  version: string;

  /** Whether the sample workshop made on the first run is still there. */
  sample_data: boolean;

  media_server: MediaServerInfo;
}
