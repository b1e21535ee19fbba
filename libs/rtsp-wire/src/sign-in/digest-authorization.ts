import type { RtspCredentials } from './basic-authorization';
import { digestResponse } from './digest-response';

/** A request to be signed. */
export interface SignedRequest extends RtspCredentials {
  readonly method: string;
  readonly uri: string;
  readonly cnonce: string;
  /** Number of requests with this nonce, from 1. */
  readonly count: number;
}

/**
 * The `Authorization` header for a Digest challenge, with every parameter that the challenge requires (RFC 7616 §3.4).
 * @param params Parameters of the challenge by lower-case name.
 * @throws RangeError for an unsupported algorithm.
 */
export function digestAuthorization(params: ReadonlyMap<string, string>, request: SignedRequest): string {
  const [realm = '', nonce = ''] = [params.get('realm'), params.get('nonce')];
  const [opaque, algorithm] = [params.get('opaque'), params.get('algorithm')];
  const nc = request.count.toString(16).padStart(8, '0');
  const auth = offersAuth(params) ? { cnonce: request.cnonce, nc } : null;
  const response = digestResponse({ ...request, realm, nonce, algorithm: algorithm ?? 'MD5', auth });
  const parts = [
    `username="${quoted(request.user)}"`,
    `realm="${quoted(realm)}"`,
    `nonce="${quoted(nonce)}"`,
    `uri="${request.uri}"`,
    `response="${response}"`,
    ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    ...(opaque === undefined ? [] : [`opaque="${quoted(opaque)}"`]),
    ...(auth === null ? [] : [`qop=auth, nc=${auth.nc}`]),
    ...(auth === null && !/-sess$/i.test(algorithm ?? '') ? [] : [`cnonce="${request.cnonce}"`]),
  ];
  return `Digest ${parts.join(', ')}`;
}

/** Whether a challenge offers `qop=auth`. */
export function offersAuth(params: ReadonlyMap<string, string>): boolean {
  return (params.get('qop') ?? '').split(',').some((offer) => offer.trim().toLowerCase() === 'auth');
}

function quoted(text: string): string {
  return text.replace(/[\r\n\0]/g, '').replace(/["\\]/g, '\\$&');
}
