import { digestResponse, parseChallenges, type RtspCredentials } from '@ppf/rtsp-wire';
import { decideChallenge, type ServerChallenge } from '../media-server/server-challenge';

/** Signs in at one camera over one connection, once, as the media server does. The password does not leave this class. */
export class ServerSignIn {
  #challenge: ServerChallenge | null = null;
  #fitsOthers = true;
  readonly #credentials: RtspCredentials | null;

  constructor(credentials: RtspCredentials | null) {
    this.#credentials = credentials;
  }

  /** Whether the camera accepted a request with credentials: the password is right. */
  wasAccepted = false;

  get credentials(): RtspCredentials | null {
    return this.#credentials;
  }

  /** Whether a challenge was accepted: the media server accepts no second one. */
  get hasChallenge(): boolean {
    return this.#challenge !== null;
  }

  /** The accepted challenge; null: none yet. */
  get challenge(): ServerChallenge | null {
    return this.#challenge;
  }

  /** Whether FFmpeg and GStreamer could sign in too: they use the last Digest challenge only, and only with MD5. */
  get worksWithOtherClients(): boolean {
    return this.#fitsOthers;
  }

  /** Processes the challenges of a 401. @returns Whether the media server supports one of them. */
  acceptChallenge(values: readonly string[]): boolean {
    this.#challenge = decideChallenge(values.map((value) => Buffer.from(value, 'latin1').toString('utf8')));
    const last = parseChallenges(values).findLast(({ scheme }) => scheme === 'digest');
    this.#fitsOthers = /^md5/i.test(last?.params.get('algorithm') ?? 'MD5');
    return this.#challenge !== null;
  }

  /** The `Authorization` of a request; null before the first challenge. */
  authorization(method: string, uri: string): string | null {
    const [challenge, credentials] = [this.#challenge, this.#credentials];
    if (challenge === null || credentials === null) return null;
    const { user, password } = credentials;
    if (challenge.scheme === 'basic')
      return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
    const { realm, nonce, algorithm } = challenge;
    const input = { user, password, realm, nonce, method, uri, auth: null, cnonce: '' };
    const response = digestResponse({ ...input, algorithm: algorithm ?? 'MD5' });
    const parts = {
      username: user,
      realm,
      nonce,
      uri,
      response,
      ...(algorithm === null ? {} : { algorithm }),
    };
    // gortsplib writes quotes as they are; line breaks would break out of the header.
    const written = Object.entries(parts).map(
      ([name, value]) => `${name}="${value.replace(/[\r\n\0]/g, '')}"`,
    );
    return `Digest ${written.join(', ')}`;
  }
}
