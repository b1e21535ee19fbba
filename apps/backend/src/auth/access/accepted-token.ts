/** Claims of an access token that `AccessGuard` has accepted. */
export interface AcceptedToken {
  /** When it expires, milliseconds since 1970; 0 without the claim. */
  readonly endsAt: number;
  /** The user's credential generation when it was issued; 0 without the claim. */
  readonly generation: number;
}

/** Parses the JWT in an `Authorization` header without verifying it: use it after `AccessGuard` only. */
export function parseAcceptedToken(authorization: string): AcceptedToken {
  try {
    const payload = Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString('utf8');
    const { exp, gen } = JSON.parse(payload) as { exp?: unknown; gen?: unknown };
    return {
      endsAt: typeof exp === 'number' ? exp * 1000 : 0,
      generation: typeof gen === 'number' ? gen : 0,
    };
  } catch {
    return { endsAt: 0, generation: 0 };
  }
}
