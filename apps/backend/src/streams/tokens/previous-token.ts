import { type StreamClaims, type StreamTokens } from './stream-token';

/** The claims of a token that was issued earlier, expired or not; undefined when it is not from this installation. */
export function verifyPreviousToken(tokens: StreamTokens, token: string): StreamClaims | undefined {
  const exp = parseExpiry(token);
  if (exp === null) return undefined;
  const claims = tokens.verify(token, new Date(exp * 1000 - 1));
  return typeof claims === 'string' ? undefined : claims;
}

/** The expiry in a token, seconds since 1970. Untrusted until the signature is verified as of that instant. */
function parseExpiry(token: string): number | null {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
    const { exp } = JSON.parse(payload) as { exp?: unknown };
    return typeof exp === 'number' && Number.isSafeInteger(exp) && exp > 0 && exp < 2 ** 33 ? exp : null;
  } catch {
    return null;
  }
}
