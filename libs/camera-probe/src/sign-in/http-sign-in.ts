import {
  digestAuthorization,
  isSupportedDigestAlgorithm,
  offersAuth,
  parseChallenges,
  type RtspChallenge,
  type RtspCredentials,
} from '@ppf/rtsp-wire';
import { randomBytes } from 'node:crypto';
import { ProbeFailure } from '../faults/probe-fault';

/** Signs in as a complete client (RFC 7616, RFC 7617), over one connection. The password does not leave this class. */
export class HttpSignIn {
  private challenge: RtspChallenge | null = null;
  private requests = 0;
  private isAccepted = false;
  readonly #credentials: RtspCredentials | null;

  constructor(
    credentials: RtspCredentials | null,
    private readonly makeCnonce: () => string = () => randomBytes(12).toString('hex'),
  ) {
    this.#credentials = credentials;
  }

  /**
   * Processes the challenge of a 401. @throws ProbeFailure when a retry would fail: no password, a wrong one, or
   * no supported scheme.
   */
  acceptChallenge(challenges: readonly string[]): void {
    const best = strongestChallenge(parseChallenges(challenges));
    // Some cameras, and MediaMTX, send no challenge after a wrong password.
    if (this.challenge !== null && !this.isAccepted && !(best !== null && isStale(best, this.challenge)))
      throw new ProbeFailure('wrong-password');
    if (best === null) throw new ProbeFailure('sign-in-unsupported');
    if (this.#credentials === null) throw new ProbeFailure('password-needed');
    this.challenge = best;
    this.requests = 0;
    this.isAccepted = false;
  }

  /** The camera accepted the last request: a further challenge contains a new nonce, and does not mean a wrong password. */
  confirm(): void {
    this.isAccepted = this.challenge !== null;
  }

  /** The `Authorization` of a request; null before the first challenge. */
  authorization(method: string, uri: string): string | null {
    if (this.challenge === null || this.#credentials === null) return null;
    const { user, password } = this.#credentials;
    if (this.challenge.scheme === 'basic')
      return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
    this.requests += 1;
    const ask = { ...this.#credentials, method, uri, cnonce: this.makeCnonce(), count: this.requests };
    return digestAuthorization(this.challenge.params, ask);
  }
}

function strongestChallenge(challenges: readonly RtspChallenge[]): RtspChallenge | null {
  const rank = ({ scheme, params }: RtspChallenge): number => {
    if (scheme === 'basic') return 1;
    const algorithm = params.get('algorithm') ?? 'MD5';
    if (scheme !== 'digest' || !isSupportedDigestAlgorithm(algorithm)) return 0;
    if (params.has('qop') && !offersAuth(params)) return 0;
    return /^sha/i.test(algorithm) ? 3 : 2;
  };
  const ranked = challenges.filter((challenge) => rank(challenge) > 0).sort((a, b) => rank(b) - rank(a));
  return ranked[0] ?? null;
}

// The nonce expired; the password is not wrong (RFC 7616 §3.3). Once per nonce, to avoid an endless loop.
function isStale(fresh: RtspChallenge, before: RtspChallenge): boolean {
  return (
    fresh.params.get('stale')?.toLowerCase() === 'true' &&
    fresh.params.get('nonce') !== before.params.get('nonce') &&
    before.params.get('stale')?.toLowerCase() !== 'true'
  );
}
