import { isIPv6 } from 'node:net';

/**
 * An RTSP address as MediaMTX parses it: Go's net/url, and then `base.ParseURL` of gortsplib. All texts have one
 * character per byte, as they are sent.
 */
export interface GoUrl {
  readonly scheme: 'rtsp' | 'rtsps';
  /** With its port, as written. */
  readonly host: string;
  /** As sent: empty, or with its leading slash. */
  readonly path: string;
  /** With its question mark; empty: none. */
  readonly query: string;
}

const HOST = /^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:<>"\x80-\xff]|%25|%[89a-f][0-9a-f])*$/i;
/** Characters that a path may contain unencoded (`validEncoded` of net/url). */
const PATH = /^[A-Za-z0-9\-_.~!$&'()*+,;=:@/[\]%]*$/;
/** Characters that net/url does not escape when it encodes a path again. */
const UNESCAPED = /[^A-Za-z0-9\-_.~$&+,/:;=@]/g;

/** The address in a text with one character per byte; null: MediaMTX refuses it. */
export function parseGoUrl(text: string): GoUrl | null {
  // eslint-disable-next-line no-control-regex -- what net/url refuses
  if (/[\x00-\x1f\x7f]/.test(text)) return null;
  const hash = text.indexOf('#');
  if (hash !== -1 && hash !== text.length - 1) return null;
  const found = /^(rtsps?):(\/[^?]*)(\?.*)?$/is.exec(escapedHost(hash === -1 ? text : text.slice(0, -1)));
  if (found === null) return null;
  const [, scheme = '', rest = '', query = ''] = found;
  const [, authority = '', rawPath = ''] = /^(?:\/\/([^/]*))?(.*)$/s.exec(rest) ?? [];
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const user = authority.slice(0, Math.max(0, authority.lastIndexOf('@')));
  const path = escapedPath(rawPath);
  if (path === null || !isHost(host) || !isUser(user)) return null;
  return { scheme: scheme.toLowerCase() as GoUrl['scheme'], host, path, query };
}

/** The address in a request: without user and password. */
export function writeGoUrl({ scheme, host, path, query }: GoUrl): string {
  return `${scheme}://${host}${path}${query}`;
}

/** The path as net/url formats it: unchanged if valid, else encoded again. Null: it has a single percent sign. */
export function escapedPath(raw: string): string | null {
  if (/%(?![0-9a-f]{2})/i.test(raw)) return null;
  if (PATH.test(raw)) return raw;
  const decoded = raw.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return decoded.replace(
    UNESCAPED,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

// gortsplib accepts a percent sign in a host (of an IPv6 zone), and searches for the host after the first @.
function escapedHost(text: string): string {
  return text.replace(
    /^(.+?):\/\/(.*?)@(.*?)\/(.*)$/,
    (_, scheme: string, user: string, host: string, path: string) =>
      `${scheme}://${user}@${host.replaceAll('%25', '%').replaceAll('%', '%25')}/${path}`,
  );
}

function isHost(host: string): boolean {
  const inBrackets = /^\[([^[\]]*)\](:\d*)?$/.exec(host);
  if (inBrackets !== null) return isIPv6((inBrackets[1] ?? '').replace('%25', '%'));
  if (/[[\]]/.test(host)) return false;
  const colon = host.lastIndexOf(':');
  return HOST.test(host) && (colon === -1 || /^\d*$/.test(host.slice(colon + 1)));
}

function isUser(user: string): boolean {
  return /^(?:[A-Za-z0-9\-._:~!$&'()*+,;=@]|%[0-9a-f]{2})*$/i.test(user);
}
