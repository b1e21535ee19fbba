import { type StreamClaims, type StreamTokens } from './stream-token';

/** The claims of a token that was issued before, whether it has ended or not; undefined when it is none of ours. */
export function verifyPreviousToken(tokens: StreamTokens, token: string): StreamClaims | undefined {
  const exp = endOf(token);
  if (exp === null) return undefined;
  const claims = tokens.verify(token, new Date(exp * 1000 - 1));
  return typeof claims === 'string' ? undefined : claims;
}

/** When it says that it ends, seconds: nothing is believed of it before its signature was checked at that instant. */
function endOf(token: string): number | null {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
    const { exp } = JSON.parse(payload) as { exp?: unknown };
    return typeof exp === 'number' && Number.isSafeInteger(exp) && exp > 0 && exp < 2 ** 33 ? exp : null;
  } catch {
    return null;
  }
}
