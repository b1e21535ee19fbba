import type { Camera, CameraPreset } from '@ppf/contracts';

/** `http` and `https` are for cameras that send MJPEG and have no RTSP. */
export type CameraScheme = 'rtsp' | 'rtsps' | 'http' | 'https';

/** The port that a scheme has where none is said (RFC 2326 §3.2, RFC 9110 §4.2, IANA). */
const USUAL_PORTS: Readonly<Record<CameraScheme, number>> = { rtsp: 554, rtsps: 322, http: 80, https: 443 };

/** A camera's address as people paste it, taken apart. */
export interface CameraAddress {
  readonly scheme: CameraScheme;
  readonly host: string;
  /** Null: the scheme's own. */
  readonly port: number | null;
  /** With its leading slash, query included. */
  readonly path: string;
  readonly user: string;
  readonly password: string;
}

/**
 * Reads `rtsp://user:password@host:port/path`. Passwords are often pasted as they are, with `@`, `#` or `/` in them,
 * so the last `@` before the host's slash ends the credentials; percent signs are decoded where they are valid.
 * Null: no address.
 */
export function readCameraAddress(text: string): CameraAddress | null {
  const whole = /^(rtsps?|https?):\/\/(?:(.*)@)?([^/@?#\s]+)([/?][^\s]*)?$/i.exec(text.trim());
  if (!whole) return null;
  const place = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i.exec(whole[3] ?? '');
  if (!place) return null;
  const port = place[2] === undefined ? null : Number(place[2]);
  if (port !== null && (port < 1 || port > 65535)) return null;
  const credentials = whole[2] ?? '';
  const colon = credentials.indexOf(':');
  const path = whole[4] ?? '/';
  return {
    scheme: whole[1]?.toLowerCase() as CameraScheme,
    host: place[1] ?? '',
    port,
    path: path.startsWith('/') ? path : `/${path}`,
    user: decoded(colon < 0 ? credentials : credentials.slice(0, colon)),
    password: colon < 0 ? '' : decoded(credentials.slice(colon + 1)),
  };
}

/** Reads what people type too: `192.168.1.20` and `192.168.1.20:8554/stream1` are addresses without their scheme. */
export function readTypedAddress(text: string): CameraAddress | null {
  const typed = text.trim();
  return readCameraAddress(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `rtsp://${typed}`);
}

/** The address with a brand's port and path where it says none itself. `channel`: of a recorder, from 1. */
export function withPreset(
  address: CameraAddress,
  preset: CameraPreset | null,
  channel: number,
): CameraAddress {
  if (!preset) return address;
  const port = address.port ?? (address.scheme === 'rtsp' ? preset.port : null);
  return {
    ...address,
    port,
    path: address.path === '/' ? (mainPathOf(preset, channel) ?? '/') : address.path,
  };
}

/** A brand's path of the first stream of a channel; null when the camera's own page tells it. */
export function mainPathOf(preset: CameraPreset, channel: number): string | null {
  return filledIn(preset.main_path, preset, channel);
}

/** A brand's path of the second, smaller stream of a channel; null when there is none, or it is not known. */
export function subPathOf(preset: CameraPreset, channel: number): string | null {
  return filledIn(preset.sub_path, preset, channel);
}

function filledIn(template: string | null, preset: CameraPreset, channel: number): string | null {
  const digits = String(channel).padStart(preset.channel_digits, '0');
  return template?.replaceAll('{channel}', digits) ?? null;
}

/** An address as text again, without its credentials: what may be seen. */
export function addressText({ scheme, host, port, path }: CameraAddress): string {
  return `${scheme}://${host}${port === null ? '' : `:${port}`}${path}`;
}

/** The address without credentials: what may be shown. */
export function shownAddress(camera: Pick<Camera, 'feed' | 'tls' | 'host' | 'port' | 'path'>): string {
  if (!camera.host) return '';
  const scheme = schemeOf(camera);
  const port = camera.port === USUAL_PORTS[scheme] ? null : camera.port;
  return addressText({
    scheme,
    host: bracketed(camera.host),
    port,
    path: camera.path ?? '/',
    user: '',
    password: '',
  });
}

/** The port that is used. */
export function portOf(address: CameraAddress): number {
  return address.port ?? USUAL_PORTS[address.scheme];
}

function schemeOf({ feed, tls }: Pick<Camera, 'feed' | 'tls'>): CameraScheme {
  if (feed === 'mjpeg') return tls ? 'https' : 'http';
  return tls ? 'rtsps' : 'rtsp';
}

// IPv6 stands without brackets in a camera, and with them in an address (RFC 3986 §3.2.2).
function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A bare percent sign is part of the password.
  }
}
