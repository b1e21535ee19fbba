import { IsIn } from 'class-validator';

export const MEDIA_SERVER_KINDS = ['mediamtx', 'simulator'] as const;
export type MediaServerKind = (typeof MEDIA_SERVER_KINDS)[number];

export const MEDIA_AUTH_MODES = ['http', 'jwt'] as const;
/**
 * Authentication of viewers and cameras. `http`: by the auth hook of this service. `jwt`: by the media server with the public
 * keys of this service; then a token can open several sessions until it expires, and a publish key is a JWT.
 */
export type MediaAuthMode = (typeof MEDIA_AUTH_MODES)[number];

/** The media server in use. */
export class MediaServerInfo {
  /** `simulator`: sample video for demos and tests, marked in the dashboard. */
  @IsIn(MEDIA_SERVER_KINDS)
  kind: MediaServerKind;

  /** Version, such as `v1.20.1`. Null before v1.15.2, which does not report it, and while unreachable. */
  version: string | null;

  /** Whether its control API responded to the last request. */
  reachable: boolean;

  /** Authentication of viewers and cameras (`MEDIAMTX_AUTH`). */
  @IsIn(MEDIA_AUTH_MODES)
  auth: MediaAuthMode;
}

/** `GET /system`: properties of the installation. */
export class SystemInfo {
  /** Version of this software. */
  version: string;

  /** Whether the sample workshop of the first start exists. */
  sample_data: boolean;

  media_server: MediaServerInfo;
}
