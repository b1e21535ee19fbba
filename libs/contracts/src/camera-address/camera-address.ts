import type { CameraFeed } from '../pits/camera-kind';

/** Schemes of a camera's address. `http` and `https` are for cameras that send MJPEG and have no RTSP. */
export const CAMERA_SCHEMES = ['rtsp', 'rtsps', 'http', 'https'] as const;
export type CameraScheme = (typeof CAMERA_SCHEMES)[number];

/** The port that a scheme has where none is given (RFC 7826 §4.2, RFC 9110 §4.2). */
export const DEFAULT_CAMERA_PORTS: Readonly<Record<CameraScheme, number>> = {
  rtsp: 554,
  rtsps: 322,
  http: 80,
  https: 443,
};

/** A camera's address, taken apart. */
export interface CameraAddress {
  readonly scheme: CameraScheme;
  /** Host name or address, IPv6 without brackets. */
  readonly host: string;
  /** 1 to 65535; null: the scheme's own. */
  readonly port: number | null;
  /** With its leading slash, query included, as it was entered. */
  readonly path: string;
  /** Decoded; empty: none. */
  readonly user: string;
  /** Decoded; empty: none. */
  readonly password: string;
}

/** The scheme of a camera by its feed, and whether it is reached over TLS. */
export function cameraSchemeOf(feed: CameraFeed, tls: boolean): CameraScheme {
  if (feed === 'mjpeg') return tls ? 'https' : 'http';
  return tls ? 'rtsps' : 'rtsp';
}

/** A host as it stands in a URL: IPv6 in brackets (RFC 3986 §3.2.2). */
export function bracketedHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
