import { isCameraHost } from './camera-host';
import { type SourceAddress, usualPort } from './source-url';

interface Authority {
  readonly userInfo: string | null;
  readonly host: string;
  readonly port: number | null;
  readonly path: string;
}

/** By what a camera is fetched, and whether over TLS, by the scheme of its URL. */
const SCHEMES = {
  rtsp: { feed: 'rtsp', tls: false },
  rtsps: { feed: 'rtsp', tls: true },
  http: { feed: 'mjpeg', tls: false },
  https: { feed: 'mjpeg', tls: true },
} as const;

/**
 * Takes a camera's URL apart as people paste it: the password may be percent-encoded or raw, and then hold `@ : / # ? %`
 * and spaces. A URL that reads well by the standard (RFC 3986) is read so; else the first `@` that a host name follows
 * ends the credentials.
 * @returns null for what is no camera's URL.
 */
export function parseSourceUrl(url: string): SourceAddress | null {
  const scheme = /^\s*(rtsps?|https?):\/\//i.exec(url);
  if (!scheme) return null;
  const { feed, tls } = SCHEMES[scheme[1]?.toLowerCase() as keyof typeof SCHEMES];
  const authority = splitAuthority(url.slice(scheme[0].length).trimEnd());
  if (!authority) return null;
  return {
    feed,
    tls,
    host: authority.host,
    port: authority.port ?? usualPort(feed, tls),
    path: authority.path,
    ...splitUserInfo(authority.userInfo),
  };
}

function splitAuthority(rest: string): Authority | null {
  const standardEnd = rest.search(/[/?#]/);
  const standardAt = rest.lastIndexOf('@', standardEnd < 0 ? rest.length : standardEnd);
  const standard = readAt(rest, standardAt);
  const later = positionsOf('@', rest)
    .filter((position) => position > standardAt)
    .map((position) => readAt(rest, position))
    .filter((found) => found !== null);
  if (!standard) return later[0] ?? null;
  // `admin:p@ss/1@10.0.0.5/live`: "ss" could be a host, but a dotted one further on is likelier. Without credentials in
  // front (`10.0.0.5/user=a@b.c`) there is nothing to doubt.
  const doubtful = standardAt >= 0 && !/[.:]/.test(standard.host);
  return (doubtful && later.find((found) => /[.:]/.test(found.host))) || standard;
}

/** Reads what follows the `@` at `position` (-1: no credentials) as host, port and path. */
function readAt(rest: string, position: number): Authority | null {
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

function splitUserInfo(userInfo: string | null): { user: string | null; password: string | null } {
  if (userInfo === null) return { user: null, password: null };
  const colon = userInfo.indexOf(':');
  if (colon < 0) return { user: decode(userInfo) || null, password: null };
  return {
    user: decode(userInfo.slice(0, colon)) || null,
    password: decode(userInfo.slice(colon + 1)) || null,
  };
}

// A raw password with a stray % does not decode as a whole: then it is meant as it stands.
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
