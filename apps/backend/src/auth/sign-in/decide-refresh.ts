import { sameBytes } from '../../platform/crypto/secrets';

/** How long a token that has just been replaced is still answered: two tabs, or an answer that got lost. */
export const REPLACED_TOKEN_GRACE_SECONDS = 10;

/** The sign-in that a refresh token names. */
export interface RefreshableSignIn {
  readonly tokenHash: Uint8Array;
  readonly previousTokenHash: Uint8Array | null;
  readonly rotatedAt: Date;
  /** When the password was given. */
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/**
 * - `rotate`: the token in use; replace it.
 * - `repeat`: the token that was replaced a moment ago; answer with the one in use.
 * - `reused`: an older token, so two parties have it: the sign-in must end (RFC 9700 §4.14.2).
 * - `ended`: nothing is left to refresh.
 */
export type RefreshDecision = 'rotate' | 'repeat' | 'reused' | 'ended';

/**
 * What a presented refresh token is good for.
 * @param mostDays After so many days a sign-in ends, however often it was refreshed (RFC 9700 §4.14.2).
 */
export function decideRefresh(
  signIn: RefreshableSignIn | null,
  presentedHash: Uint8Array,
  now: Date,
  mostDays: number,
): RefreshDecision {
  if (!signIn || signIn.expiresAt <= now) return 'ended';
  if (now.getTime() - signIn.createdAt.getTime() >= mostDays * 86_400_000) return 'ended';
  if (sameBytes(presentedHash, signIn.tokenHash)) return 'rotate';
  const isPrevious = signIn.previousTokenHash !== null && sameBytes(presentedHash, signIn.previousTokenHash);
  const graceEnds = signIn.rotatedAt.getTime() + REPLACED_TOKEN_GRACE_SECONDS * 1000;
  return isPrevious && now.getTime() <= graceEnds ? 'repeat' : 'reused';
}
