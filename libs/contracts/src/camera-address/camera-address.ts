import type { CameraFeed } from './camera-feed';

/** Schemes of a camera's address. `http` and `https` are for cameras that send MJPEG and have no RTSP. */
export const CAMERA_SCHEMES = ['rtsp', 'rtsps', 'http', 'https'] as const;
export type CameraScheme = (typeof CAMERA_SCHEMES)[number];

/** Default ports by scheme (RFC 7826 §4.2, RFC 9110 §4.2). */
export const DEFAULT_CAMERA_PORTS: Readonly<Record<CameraScheme, number>> = {
  rtsp: 554,
  rtsps: 322,
  http: 80,
  https: 443,
};

/** The parts of a camera's URL. */
export interface CameraAddress {
  readonly scheme: CameraScheme;
  /** Host name or address, IPv6 without brackets. */
  readonly host: string;
  /** 1 to 65535. Null: the default port of the scheme. */
  readonly port: number | null;
  /** Path and query with the leading slash, as entered. */
  readonly path: string;
  /** Decoded. Empty: none. */
  readonly user: string;
  /** Decoded. Empty: none. */
  readonly password: string;
}

/** The URL scheme of a camera. */
export function cameraSchemeOf(feed: CameraFeed, tls: boolean): CameraScheme {
  if (feed === 'mjpeg') return tls ? 'https' : 'http';
  return tls ? 'rtsps' : 'rtsp';
}

/** A host in the notation of URLs: IPv6 in brackets (RFC 3986 §3.2.2). */
export function bracketedHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
