/** Credentials that a client sent. Missing parts are empty strings. */
export interface Credentials {
  user: string;
  password: string;
  token: string;
}

/** No credentials. */
export const NO_CREDENTIALS: Credentials = { user: '', password: '', token: '' };

/** Credentials of an HTTP request: `Bearer user:password`, `Bearer token` or Basic (MediaMTX contract §1.3). */
export function httpCredentials(authorization: string | undefined): Credentials {
  if (authorization?.startsWith('Bearer ')) {
    const bearer = authorization.slice('Bearer '.length);
    const [user = '', password = '', ...more] = bearer.split(':');
    if (bearer.includes(':') && more.length === 0) return { user, password, token: '' };
    return { ...NO_CREDENTIALS, token: bearer };
  }
  const basic = /^Basic (.*)$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined) return NO_CREDENTIALS;
  const decoded = Buffer.from(basic, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 0) return NO_CREDENTIALS;
  return { user: decoded.slice(0, colon), password: decoded.slice(colon + 1), token: '' };
}

/** Credentials of an RTSP request: Basic with exactly one colon; Bearer is unknown there (MediaMTX contract §7). */
export function rtspCredentials(authorization: string | undefined): Credentials {
  const digestUser = /^Digest .*username="([^"]*)"/i.exec(authorization ?? '')?.[1];
  if (digestUser !== undefined) return { user: digestUser, password: '', token: '' };
  const basic = /^Basic (.*)$/i.exec(authorization ?? '')?.[1];
  const parts = Buffer.from(basic ?? '', 'base64')
    .toString('utf8')
    .split(':');
  return parts.length === 2 ? { user: parts[0]!, password: parts[1]!, token: '' } : NO_CREDENTIALS;
}
