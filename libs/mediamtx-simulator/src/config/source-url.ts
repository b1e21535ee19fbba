/** A parsed camera address. User and password are percent-decoded. */
export interface SourceUrl {
  scheme: string;
  user: string;
  password: string;
  host: string;
  port: number | null;
  /** Path and query, beginning with a slash when there is a path. */
  path: string;
}

/** Parses an address as Go's net/url does. Returns null if it is invalid. */
export function parseSourceUrl(source: string): SourceUrl | null {
  const [, scheme, authority = '', path = ''] =
    /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^#]*)/i.exec(source) ?? [];
  if (!scheme || /%(?![0-9a-f]{2})/i.test(authority + path.split('?')[0])) return null;
  const at = authority.lastIndexOf('@');
  const [user, password] = split(at < 0 ? '' : authority.slice(0, at), ':');
  const host = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority.slice(at + 1));
  if (!host || (host[1] ?? '') + (host[2] ?? '') === '') return null;
  try {
    return {
      scheme: scheme.toLowerCase(),
      user: decodeURIComponent(user),
      password: decodeURIComponent(password),
      host: (host[1] ?? '').replace(/^\[|\]$/g, ''),
      port: host[2] ? Number(host[2]) : null,
      path,
    };
  } catch {
    return null;
  }
}

function split(given: string, mark: string): [string, string] {
  const at = given.indexOf(mark);
  return at < 0 ? [given, ''] : [given.slice(0, at), given.slice(at + 1)];
}
