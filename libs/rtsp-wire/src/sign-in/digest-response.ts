import { createHash } from 'node:crypto';

const HASHES: Readonly<Record<string, { readonly hash: string; readonly isSession: boolean }>> = {
  md5: { hash: 'md5', isSession: false },
  'md5-sess': { hash: 'md5', isSession: true },
  'sha-256': { hash: 'sha256', isSession: false },
  'sha-256-sess': { hash: 'sha256', isSession: true },
};

/** Whether `digestResponse` supports this `algorithm` of a challenge. */
export function isSupportedDigestAlgorithm(algorithm: string): boolean {
  return Object.hasOwn(HASHES, algorithm.toLowerCase());
}

/** Inputs of a digest (RFC 7616 §3.4). */
export interface DigestInput {
  readonly algorithm: string;
  readonly user: string;
  readonly password: string;
  readonly realm: string;
  readonly nonce: string;
  readonly method: string;
  readonly uri: string;
  /** Null for a challenge without `qop`, as in RFC 2069. */
  readonly auth: { readonly cnonce: string; readonly nc: string } | null;
  /** Used by the session algorithms, also without `qop`. */
  readonly cnonce: string;
}

/**
 * Computes the `response` of a Digest authorization with `qop=auth` or without `qop`.
 * @throws RangeError for an unsupported algorithm.
 */
export function digestResponse(input: DigestInput): string {
  const algorithm = HASHES[input.algorithm.toLowerCase()];
  if (algorithm === undefined) throw new RangeError('This digest algorithm is not supported.');
  const hash = (text: string) => createHash(algorithm.hash).update(text, 'utf8').digest('hex');
  const secret = hash(`${input.user}:${input.realm}:${input.password}`);
  const a1 = algorithm.isSession ? hash(`${secret}:${input.nonce}:${input.cnonce}`) : secret;
  const a2 = hash(`${input.method}:${input.uri}`);
  const middle =
    input.auth === null ? input.nonce : `${input.nonce}:${input.auth.nc}:${input.auth.cnonce}:auth`;
  return hash(`${a1}:${middle}:${a2}`);
}
