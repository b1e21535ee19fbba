/** A denied request. `isChallenge`: it had no credentials, so the response has a challenge and no delay. */
export class AuthenticationError extends Error {
  constructor(
    reason: string,
    readonly isChallenge: boolean,
  ) {
    super(`failed to authenticate: ${reason}`);
  }
}
