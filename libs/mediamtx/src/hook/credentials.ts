import { type AuthRequest } from './auth-request';

/**
 * What a client proves itself with: nothing, a user name with a secret (RTSP, Basic, `Bearer user:secret`), or a
 * bare secret (Bearer, `?token=`, `?jwt=`).
 */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'user'; readonly user: string; readonly secret: string }
  | { readonly kind: 'token'; readonly secret: string };

const NONE: Credentials = { kind: 'none' };

/**
 * The rule that reads every release alike (MediaMTX contract §1.3): a user name goes first, with its password; else
 * the first that is there of `token`, the query's `token`, the query's `jwt` (where releases up to v1.12.2 put a
 * Bearer token) and the password.
 */
export function credentialsOf(request: AuthRequest): Credentials {
  if (request.user !== '') {
    return request.password === '' ? NONE : { kind: 'user', user: request.user, secret: request.password };
  }
  const secret = request.token || queryToken(request.query) || request.password;
  return secret === '' ? NONE : { kind: 'token', secret };
}

/** A key that occurs twice is as good as absent: MediaMTX itself passes over duplicates (contract §1.3). */
function queryToken(query: string): string {
  if (query === '') return '';
  const fields = new URLSearchParams(query);
  return single(fields, 'token') || single(fields, 'jwt');
}

function single(fields: URLSearchParams, name: string): string {
  const values = fields.getAll(name);
  return values.length === 1 ? (values[0] ?? '') : '';
}
