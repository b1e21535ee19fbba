import { type AuthRequest } from './auth-request';

/**
 * Credentials of a client: none, a user name with a secret (RTSP, Basic, `Bearer user:secret`), or a secret alone (Bearer,
 * `?token=`, `?jwt=`).
 */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'user'; readonly user: string; readonly secret: string }
  | { readonly kind: 'token'; readonly secret: string };

const NONE: Credentials = { kind: 'none' };

/**
 * Extracts the credentials, with one rule for all releases (MediaMTX contract §1.3): a user name with its password, else
 * the first one present of `token`, `token` of the query, `jwt` of the query (where releases up to v1.12.2 put a Bearer
 * token) and the password.
 */
export function credentialsOf(request: AuthRequest): Credentials {
  if (request.user !== '') {
    return request.password === '' ? NONE : { kind: 'user', user: request.user, secret: request.password };
  }
  const secret = request.token || queryToken(request.query) || request.password;
  return secret === '' ? NONE : { kind: 'token', secret };
}

/** A key that occurs twice counts as absent, because MediaMTX ignores duplicates (MediaMTX contract §1.3). */
function queryToken(query: string): string {
  if (query === '') return '';
  const fields = new URLSearchParams(query);
  return single(fields, 'token') || single(fields, 'jwt');
}

function single(fields: URLSearchParams, name: string): string {
  const values = fields.getAll(name);
  return values.length === 1 ? (values[0] ?? '') : '';
}
