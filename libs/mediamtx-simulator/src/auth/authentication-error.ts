/** Somebody was refused. `ask` is the refusal of one who sent nothing: answered at once, with a challenge. */
export class AuthenticationError extends Error {
  constructor(
    reason: string,
    readonly ask: boolean,
  ) {
    super(`failed to authenticate: ${reason}`);
  }
}
