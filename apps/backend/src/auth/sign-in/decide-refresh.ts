import { sameBytes } from '../../platform/crypto/secrets';

/** Seconds that a replaced token is still accepted: for two tabs, or a lost response. */
export const REPLACED_TOKEN_GRACE_SECONDS = 10;

/** The sign-in of a refresh token. */
export interface RefreshableSignIn {
  readonly tokenHash: Uint8Array;
  readonly previousTokenHash: Uint8Array | null;
  readonly rotatedAt: Date;
  /** When the password was given. */
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/**
 * - `rotate`: the current token; replace it.
 * - `repeat`: the token that was replaced within the grace period; return the current one.
 * - `reused`: an older token, so two parties have it: the sign-in must end (RFC 9700 §4.14.2).
 * - `ended`: the sign-in does not exist or has expired.
 */
export type RefreshDecision = 'rotate' | 'repeat' | 'reused' | 'ended';

/**
 * Decides about a presented refresh token. Pure.
 * @param maxDays Days after which a sign-in ends, even if it was refreshed (RFC 9700 §4.14.2).
 */
export function decideRefresh(
  signIn: RefreshableSignIn | null,
  presentedHash: Uint8Array,
  now: Date,
  maxDays: number,
): RefreshDecision {
  if (!signIn || signIn.expiresAt <= now) return 'ended';
  if (now.getTime() - signIn.createdAt.getTime() >= maxDays * 86_400_000) return 'ended';
  if (sameBytes(presentedHash, signIn.tokenHash)) return 'rotate';
  const isPrevious = signIn.previousTokenHash !== null && sameBytes(presentedHash, signIn.previousTokenHash);
  const graceEnds = signIn.rotatedAt.getTime() + REPLACED_TOKEN_GRACE_SECONDS * 1000;
  return isPrevious && now.getTime() <= graceEnds ? 'repeat' : 'reused';
}
