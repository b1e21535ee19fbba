import { randomBytes } from 'node:crypto';
import { ProbeFailure } from '../probe/probe-fault';
import { digestResponse, isKnownAlgorithm } from './digest-response';
import { readChallenges, type RtspChallenge } from './rtsp-challenge';

/** User and password at the camera, decoded. */
export interface CameraCredentials {
  readonly user: string;
  readonly password: string;
}

/** Signs in at one camera over one connection. The password stays in here. */
export class RtspSignIn {
  private challenge: RtspChallenge | null = null;
  private requests = 0;
  private isAccepted = false;
  readonly #credentials: CameraCredentials | null;

  constructor(
    credentials: CameraCredentials | null,
    private readonly makeCnonce: () => string = () => randomBytes(12).toString('hex'),
  ) {
    this.#credentials = credentials;
  }

  /**
   * Takes the challenge of a 401. @throws ProbeFailure when asking again would be in vain: no password, a wrong one, or
   * no way to sign in that we know.
   */
  take(challenges: readonly string[]): void {
    const best = strongest(readChallenges(challenges));
    // Some cameras, and MediaMTX, leave the challenge out once they have seen a wrong password.
    if (this.challenge !== null && !this.isAccepted && !(best !== null && isStale(best, this.challenge)))
      throw new ProbeFailure('wrong-password');
    if (best === null) throw new ProbeFailure('sign-in-unsupported');
    if (this.#credentials === null) throw new ProbeFailure('password-needed');
    this.challenge = best;
    this.requests = 0;
    this.isAccepted = false;
  }

  /** The camera took the last request: a further challenge brings a new nonce, and says nothing of the password. */
  noteAccepted(): void {
    this.isAccepted = this.challenge !== null;
  }

  /** The `Authorization` of a request; null while the camera has not asked for one. */
  authorization(method: string, uri: string): string | null {
    if (this.challenge === null || this.#credentials === null) return null;
    const { user, password } = this.#credentials;
    if (this.challenge.scheme === 'basic')
      return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
    return this.digest(this.challenge.params, method, uri, this.#credentials);
  }

  private digest(
    params: ReadonlyMap<string, string>,
    method: string,
    uri: string,
    { user, password }: CameraCredentials,
  ): string {
    const [realm, nonce, opaque] = ['realm', 'nonce', 'opaque'].map((name) => params.get(name));
    const algorithm = params.get('algorithm');
    const cnonce = this.makeCnonce();
    this.requests += 1;
    const auth = offersAuth(params) ? { cnonce, nc: this.requests.toString(16).padStart(8, '0') } : null;
    const response = digestResponse({
      algorithm: algorithm ?? 'MD5',
      ...{ user, password, method, uri, auth, cnonce },
      realm: realm ?? '',
      nonce: nonce ?? '',
    });
    const parts = [
      `username="${quoted(user)}"`,
      `realm="${quoted(realm ?? '')}"`,
      `nonce="${quoted(nonce ?? '')}"`,
      `uri="${uri}"`,
      `response="${response}"`,
      ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
      ...(opaque === undefined ? [] : [`opaque="${quoted(opaque)}"`]),
      ...(auth === null ? [] : [`qop=auth, nc=${auth.nc}`]),
      ...(auth === null && !/-sess$/i.test(algorithm ?? '') ? [] : [`cnonce="${cnonce}"`]),
    ];
    return `Digest ${parts.join(', ')}`;
  }
}

function strongest(challenges: readonly RtspChallenge[]): RtspChallenge | null {
  const rank = ({ scheme, params }: RtspChallenge): number => {
    if (scheme === 'basic') return 1;
    const algorithm = params.get('algorithm') ?? 'MD5';
    if (scheme !== 'digest' || !isKnownAlgorithm(algorithm)) return 0;
    if (params.has('qop') && !offersAuth(params)) return 0;
    return /^sha/i.test(algorithm) ? 3 : 2;
  };
  const ranked = challenges.filter((challenge) => rank(challenge) > 0).sort((a, b) => rank(b) - rank(a));
  return ranked[0] ?? null;
}

function offersAuth(params: ReadonlyMap<string, string>): boolean {
  return (params.get('qop') ?? '').split(',').some((offer) => offer.trim().toLowerCase() === 'auth');
}

// A nonce that has run out, and not the password (RFC 7616 §3.3). Only once a nonce, or a camera could keep us asking.
function isStale(fresh: RtspChallenge, before: RtspChallenge): boolean {
  return (
    fresh.params.get('stale')?.toLowerCase() === 'true' &&
    fresh.params.get('nonce') !== before.params.get('nonce') &&
    before.params.get('stale')?.toLowerCase() !== 'true'
  );
}

function quoted(text: string): string {
  return text.replace(/[\r\n\0]/g, '').replace(/["\\]/g, '\\$&');
}
