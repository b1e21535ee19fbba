import type { CameraFeed } from '@ppf/contracts';

/** Where a camera is and how to sign in to it. */
export interface SourceAddress {
  readonly feed: CameraFeed;
  /** `rtsps`, `https`. */
  readonly tls: boolean;
  /** Host name or address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** With its leading slash, query included. */
  readonly path: string;
  /** Decoded; null: none. */
  readonly user: string | null;
  /** Decoded; null: none. */
  readonly password: string | null;
}

/** Ports that a URL without one means (RFC 7826 §4.2, RFC 9110 §4.2). */
const USUAL_PORTS = {
  rtsp: { plain: 554, tls: 322 },
  mjpeg: { plain: 80, tls: 443 },
} as const;

const SCHEMES = {
  rtsp: { plain: 'rtsp', tls: 'rtsps' },
  mjpeg: { plain: 'http', tls: 'https' },
} as const;

/** The port of a camera when nobody says one. */
export function usualPort(feed: CameraFeed, tls: boolean): number {
  return USUAL_PORTS[feed][tls ? 'tls' : 'plain'];
}

/**
 * The URL that MediaMTX is given. User and password are percent-encoded entirely: MediaMTX decodes them before it
 * signs in, and echoes a URL that it cannot read, password included (MediaMTX contract §4, §7).
 */
export function composeSourceUrl(address: SourceAddress): string {
  const { feed, tls, host, port, path, user, password } = address;
  const scheme = SCHEMES[feed][tls ? 'tls' : 'plain'];
  const credentials =
    user === null && password === null
      ? ''
      : `${encodeStrictly(user ?? '')}${password === null ? '' : `:${encodeStrictly(password)}`}@`;
  const hostPart = host.includes(':') ? `[${host}]` : host;
  return `${scheme}://${credentials}${hostPart}:${port}${encodePath(path)}`;
}

// By way of a buffer, since half a surrogate pair would make encodeURIComponent throw; it leaves !'()* as they are,
// legal there, but not read alike by all parsers.
function encodeStrictly(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

// A stray % or # would make the URL unreadable or cut it short; what is encoded already stays.
function encodePath(path: string): string {
  return path.replace(/%(?![0-9a-f]{2})/gi, '%25').replace(/#/g, '%23');
}
