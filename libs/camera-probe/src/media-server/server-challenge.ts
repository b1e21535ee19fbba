import { parseKeyValues } from './key-values';

/** A challenge that the media server supports. */
export type ServerChallenge =
  | { readonly scheme: 'basic' }
  | {
      readonly scheme: 'digest';
      readonly realm: string;
      readonly nonce: string;
      /** Null: not declared, which means MD5. */
      readonly algorithm: 'MD5' | 'SHA-256' | null;
    };

/**
 * The challenge that the media server uses (gortsplib, `auth.Sender` and `headers.Authenticate`, the same in every
 * release): each header is one challenge; SHA-256 is taken in any place, else the first Digest, else Basic. Without
 * `qop`, as in RFC 2069. Null: it supports none of them.
 * @param values Of `WWW-Authenticate`.
 */
export function decideChallenge(values: readonly string[]): ServerChallenge | null {
  let best: ServerChallenge | null = null;
  for (const value of values) {
    const challenge = parseChallenge(value);
    if (challenge === null) continue;
    const isSha = challenge.scheme === 'digest' && challenge.algorithm === 'SHA-256';
    if (best === null || isSha || best.scheme === 'basic') best = challenge;
  }
  return best;
}

function parseChallenge(value: string): ServerChallenge | null {
  const blank = value.indexOf(' ');
  const scheme = value.slice(0, Math.max(0, blank));
  if (scheme !== 'Basic' && scheme !== 'Digest') return null;
  const pairs = parseKeyValues(value.slice(blank + 1), ',');
  const [realm, nonce] = [pairs?.get('realm'), pairs?.get('nonce')];
  if (realm === undefined) return null;
  if (scheme === 'Basic') return { scheme: 'basic' };
  const algorithm = parseAlgorithm(pairs?.get('algorithm'));
  return nonce === undefined || algorithm === undefined
    ? null
    : { scheme: 'digest', realm, nonce, algorithm };
}

function parseAlgorithm(text: string | undefined): 'MD5' | 'SHA-256' | null | undefined {
  if (text === undefined) return null;
  return (['MD5', 'SHA-256'] as const).find((each) => each.toLowerCase() === text.toLowerCase());
}
