import { createHash } from 'node:crypto';
const HASHES = {
  md5: { hash: 'md5', session: false },
  'md5-sess': { hash: 'md5', session: true },
  'sha-256': { hash: 'sha256', session: false },
  'sha-256-sess': { hash: 'sha256', session: true },
};
/** Whether we can answer a challenge with this `algorithm`. */
export function isKnownAlgorithm(algorithm) {
  return Object.hasOwn(HASHES, algorithm.toLowerCase());
}
/** The `response` of a digest; `qop` is `auth` or absent. @throws RangeError for an algorithm that is not known. */
export function digestResponse(input) {
  const algorithm = HASHES[input.algorithm.toLowerCase()];
  if (algorithm === undefined) throw new RangeError('This digest algorithm is not known.');
  const hash = (text) => createHash(algorithm.hash).update(text, 'utf8').digest('hex');
  const secret = hash(`${input.user}:${input.realm}:${input.password}`);
  const a1 = algorithm.session ? hash(`${secret}:${input.nonce}:${input.cnonce}`) : secret;
  const a2 = hash(`${input.method}:${input.uri}`);
  const middle =
    input.auth === null ? input.nonce : `${input.nonce}:${input.auth.nc}:${input.auth.cnonce}:auth`;
  return hash(`${a1}:${middle}:${a2}`);
}
