import type { RtspCredentials } from '@ppf/rtsp-wire';
import { ProbeFailure } from '../../faults/probe-fault';
import { HttpSignIn } from '../../sign-in/http-sign-in';
import { usernameToken } from './soap-envelope';

/** Response of a device to a sign-in. */
export type SignInState = 'open' | 'accepted' | 'password-needed' | 'wrong-password' | 'sign-in-unsupported';

/**
 * Signs in at one device: by WS-UsernameToken in the device's time, then in our own, and by HTTP digest when the device requires
 * it (ONVIF Core §5.9.1). Makes few attempts: devices lock a user out after about five. The password does not leave this class.
 */
export class OnvifSignIn {
  readonly #credentials: RtspCredentials | null;
  /** Candidates of the milliseconds that the device's clock is ahead of this machine's. The first is in use. */
  private offsets: number[] = [0];
  private digest: HttpSignIn | null = null;
  /** Whether the sign-in was accepted after the same request was denied, or the reason why it was not. */
  state: SignInState = 'open';

  constructor(credentials: RtspCredentials | null) {
    this.#credentials = credentials;
  }

  /** Offsets of clocks to sign in with, the likeliest first. */
  useClocks(offsetsMs: readonly number[]): void {
    this.offsets = [...offsetsMs];
  }

  /** Header element of a request; empty: none. */
  security(now: number): string {
    if (this.#credentials === null || this.digest !== null) return '';
    const { user, password } = this.#credentials;
    return usernameToken(user, password, new Date(now + (this.offsets[0] ?? 0)));
  }

  /** `Authorization` of a request; null: none. */
  authorization(path: string): string | null {
    return this.digest?.authorization('POST', path) ?? null;
  }

  /** The device denied the request. @returns whether to send it once more. */
  noteDenied(challenges: readonly string[]): boolean {
    if (this.#credentials === null) return this.end('password-needed');
    const offered = challenges.filter((each) => /\bdigest\b/i.test(each));
    if (offered.length > 0 || this.digest !== null) return this.answerChallenge(offered);
    if (challenges.length > 0 && this.offsets.length <= 1) return this.end('sign-in-unsupported');
    if (this.offsets.length <= 1) return this.end('wrong-password');
    this.offsets.shift();
    return true;
  }

  /** The device responded to a request. `wasDenied`: it had denied the same request before. */
  noteAnswered(wasDenied: boolean): void {
    this.digest?.confirm();
    if (wasDenied) this.state = 'accepted';
  }

  // A digest does not depend on the clock: if it is denied once, the password is wrong.
  private answerChallenge(challenges: readonly string[]): boolean {
    try {
      this.digest ??= new HttpSignIn(this.#credentials);
      this.digest.acceptChallenge(challenges);
      return true;
    } catch (failure) {
      const isOurs = failure instanceof ProbeFailure && failure.code === 'sign-in-unsupported';
      return this.end(isOurs ? 'sign-in-unsupported' : 'wrong-password');
    }
  }

  private end(state: SignInState): false {
    // A sign-in that was accepted before is valid: the device denies this request only.
    if (this.state !== 'accepted') this.state = state;
    return false;
  }
}
