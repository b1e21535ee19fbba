import type { CameraAddress, CameraScheme } from './camera-address';
import { isCameraHost } from './camera-host';
import { type ForbiddenCharacter, forbiddenInAddress, forbiddenInCredentials } from './forbidden-character';

/** `not-an-address`: it is not like `rtsp://user:password@host:554/path`. */
export type CameraAddressFault =
  | { readonly code: 'not-an-address' }
  | { readonly code: 'forbidden-character'; readonly character: ForbiddenCharacter };

/** A parsed camera URL, or its fault. */
export type ParsedCameraAddress =
  | { readonly address: CameraAddress; readonly fault: null }
  | { readonly address: null; readonly fault: CameraAddressFault };

/** Text before an `@` in the value of a query: an email address is likelier there than a password with `?name=`. */
const QUERY_VALUE = /[?&][\w.-]+=[^&@/]*$/;

interface Authority {
  readonly userInfo: string | null;
  readonly host: string;
  readonly port: number | null;
  readonly path: string;
}

/**
 * Parses a camera's URL as users paste it: the password may be percent-encoded or raw, with `@ : / # ? %` and spaces. A valid
 * URL is parsed by the standard (RFC 3986). Otherwise, the first `@` before a host name ends the credentials. The dashboard
 * and the backend share it. Pure.
 */
export function parseCameraAddress(url: string): ParsedCameraAddress {
  const scheme = /^\s*(rtsps?|https?):\/\//i.exec(url);
  if (!scheme) return toFault(null);
  const authority = splitAuthority(url.slice(scheme[0].length).trimEnd());
  if (!authority) return toFault(forbiddenInAddress(url.trim()));
  const { userInfo, ...place } = authority;
  const credentials = splitUserInfo(userInfo);
  const character =
    forbiddenInAddress(place.path) ??
    forbiddenInCredentials(credentials.user) ??
    forbiddenInCredentials(credentials.password);
  if (character !== null) return toFault(character);
  const address = { scheme: scheme[1]?.toLowerCase() as CameraScheme, ...place, ...credentials };
  return { address, fault: null };
}

/** As `parseCameraAddress`, with `rtsp` as the default scheme: `192.168.1.20:8554/stream1`. */
export function parseTypedCameraAddress(text: string): ParsedCameraAddress {
  const typed = text.trim();
  return parseCameraAddress(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `rtsp://${typed}`);
}

function toFault(character: ForbiddenCharacter | null): ParsedCameraAddress {
  const fault: CameraAddressFault =
    character === null ? { code: 'not-an-address' } : { code: 'forbidden-character', character };
  return { address: null, fault };
}

function splitAuthority(rest: string): Authority | null {
  const standardEnd = rest.search(/[/?#]/);
  const standardAt = rest.lastIndexOf('@', standardEnd < 0 ? rest.length : standardEnd);
  const standard = parseAuthorityAt(rest, standardAt);
  const later = positionsOf('@', rest)
    .filter((position) => position > standardAt)
    .map((position) => parseAuthorityAt(rest, position))
    .filter((found) => found !== null)
    .filter(({ userInfo }) => standardAt < 0 || !QUERY_VALUE.test(userInfo ?? ''));
  if (!standard) return later[0] ?? null;
  // `admin:p@ss/1@10.0.0.5/live`: "ss" could be a host, but a later host with dots is likelier. Without credentials
  // (`10.0.0.5/user=a@b.c`) the host is certain. A camera's URL has no fragment, so a `#` belongs to the password.
  const isUncertain = standardAt >= 0 && !/[.:]/.test(standard.host);
  return (
    (isUncertain && later.find(({ host, userInfo }) => /[.:]/.test(host) || userInfo?.includes('#'))) ||
    standard
  );
}

/** Parses host, port and path after the `@` at `position`. -1: no credentials. */
function parseAuthorityAt(rest: string, position: number): Authority | null {
  const match = /^(?:\[([^\]]*)\]|([^:/?#[\]@]*))(?::(\d{0,5}))?([/?#].*)?$/s.exec(rest.slice(position + 1));
  if (!match) return null;
  const [, ipv6, name, port, path = '/'] = match;
  const host = ipv6 ?? name ?? '';
  if (!isCameraHost(host) || (ipv6 !== undefined && !ipv6.includes(':'))) return null;
  if (port && (Number(port) < 1 || Number(port) > 65_535)) return null;
  return {
    userInfo: position < 0 ? null : rest.slice(0, position),
    host,
    port: port ? Number(port) : null,
    path: path.startsWith('/') ? path : `/${path}`,
  };
}

function splitUserInfo(userInfo: string | null): { user: string; password: string } {
  if (userInfo === null) return { user: '', password: '' };
  const colon = userInfo.indexOf(':');
  if (colon < 0) return { user: decode(userInfo), password: '' };
  return { user: decode(userInfo.slice(0, colon)), password: decode(userInfo.slice(colon + 1)) };
}

// A raw password with a single % is not a valid encoding, so that it stays unchanged.
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function positionsOf(character: string, text: string): number[] {
  return [...text.matchAll(new RegExp(character, 'g'))].map((match) => match.index);
}
