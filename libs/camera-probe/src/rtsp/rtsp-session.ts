import { headerValues, type RtspResponse } from '@ppf/rtsp-wire';
import type { RtspClientRules } from '@ppf/mediamtx';
import { type GoUrl, parseGoUrl, writeGoUrl } from '../media-server/go-url';
import { parseSession } from '../media-server/session-header';
import { trackAddress } from '../media-server/track-address';
import { invalidTrackAddress, unacceptedHeader } from '../faults/described-faults';
import { ProbeFailure } from '../faults/probe-fault';
import { acceptDescription, type AcceptedDescription } from './accept-description';
import { expectOk, expectStream } from './expect-status';
import type { RtspConnection } from './rtsp-connection';
import { explainRefusedSignIn } from '../sign-in/sign-in-refusal';
import type { ServerSignIn } from '../sign-in/server-sign-in';
import type { TrackTransports } from './track-transports';

/** Dependencies of a session besides its connection. */
export interface SessionOptions {
  readonly signIn: ServerSignIn;
  readonly uri: string;
  readonly rules: RtspClientRules;
  /** Time limit of the next response, in ms. */
  readonly timeoutMs: () => number;
  /** Monotonic time in milliseconds. */
  readonly now: () => number;
}

/** The headers of a back channel (ONVIF Streaming Specification §5.3). */
const BACK_CHANNEL = { Require: 'www.onvif.org/ver20/backchannel' };

/**
 * A session with a camera: sign-in, description, all tracks, play. What the media server does not accept ends it
 * here too: each check names the gortsplib function that it follows.
 */
export class RtspSession {
  private sessionId: string | null = null;
  private description: AcceptedDescription | null = null;
  private slowestResponseMs = 0;
  private isWithoutOptions = false;
  private readonly requestUrl: GoUrl;

  constructor(
    private readonly connection: RtspConnection,
    private readonly settings: SessionOptions,
  ) {
    const url = parseGoUrl(Buffer.from(settings.uri, 'utf8').toString('latin1'));
    if (url === null) throw new ProbeFailure('wrong-path');
    this.requestUrl = url;
  }

  /** Sends OPTIONS, as the media server does first (`doOptions`). @throws ProbeFailure */
  async options(): Promise<void> {
    const response = await this.request('OPTIONS', this.settings.uri, {});
    if (response.status === 200) return;
    this.isWithoutOptions = response.status === 404;
    if (this.isWithoutOptions) return;
    expectStream(response, 'options-refused');
  }

  /** Requests the description (`doDescribe`). @throws ProbeFailure */
  async describe(): Promise<AcceptedDescription> {
    const response = await this.request('DESCRIBE', this.settings.uri, { Accept: 'application/sdp' });
    expectStream(response, 'unexpected-answer');
    this.description = acceptDescription(response, this.requestUrl, this.settings.rules);
    return this.description;
  }

  /** Sets up all tracks, as the media server does (`doSetup`). @throws ProbeFailure */
  async setUp({ tracks, base }: AcceptedDescription, transports: TrackTransports): Promise<void> {
    for (const track of tracks) {
      const address = trackAddress(track.control, base);
      if (address === null) throw invalidTrackAddress(track);
      const response = await this.request('SETUP', writeGoUrl(address), {
        Transport: await transports.offer(track),
        ...(track.isBackChannel ? BACK_CHANNEL : {}),
      });
      transports.accept(response, track);
    }
  }

  /**
   * Starts the pictures. Without a range, since servers with one pipeline for all viewers would seek in it; live ones
   * that declare `npt=now-` get that range. @throws ProbeFailure
   */
  async play({ base, isFromNow, tracks }: AcceptedDescription): Promise<void> {
    // The media server would send OPTIONS again, which it refuses while playing (`checkState`).
    if (this.isWithoutOptions) throw new ProbeFailure('options-refused');
    this.connection.allowPackets();
    const response = await this.request('PLAY', writeGoUrl(base), {
      ...(isFromNow ? { Range: 'npt=now-' } : {}),
      ...(tracks.some(({ isBackChannel }) => isBackChannel) ? BACK_CHANNEL : {}),
    });
    expectOk(response, 'unexpected-answer');
  }

  /** Whether FFmpeg and GStreamer could sign in at this camera too. */
  get fitsOtherClients(): boolean {
    return this.settings.signIn.worksWithOtherClients;
  }

  /** Duration of the slowest response since the last call, in milliseconds. */
  takeSlowestResponseMs(): number {
    const slowest = this.slowestResponseMs;
    this.slowestResponseMs = 0;
    return slowest;
  }

  /** Ends the session, for cameras that would keep the place of a viewer otherwise. */
  async tearDown(timeoutMs: number): Promise<void> {
    if (this.sessionId === null) return;
    const uri = writeGoUrl(this.description?.base ?? this.requestUrl);
    const headers = this.headers('TEARDOWN', uri);
    await this.connection.request('TEARDOWN', uri, headers, timeoutMs).catch(() => undefined);
  }

  private async request(
    method: string,
    uri: string,
    extra: Readonly<Record<string, string>>,
  ): Promise<RtspResponse> {
    const { signIn } = this.settings;
    const response = await this.send(method, uri, { ...this.headers(method, uri), ...extra });
    if (response.status !== 401) {
      signIn.wasAccepted ||= signIn.hasChallenge;
      return response;
    }
    const challenges = headerValues(response, 'www-authenticate');
    if (signIn.credentials === null) throw new ProbeFailure('password-needed');
    if (signIn.hasChallenge || !signIn.acceptChallenge(challenges))
      return this.throwRefusal(method, uri, extra, challenges);
    const again = await this.send(method, uri, { ...this.headers(method, uri), ...extra }, true);
    if (again.status !== 401) {
      signIn.wasAccepted = true;
      return again;
    }
    const repeated = headerValues(again, 'www-authenticate');
    return this.throwRefusal(method, uri, extra, repeated.length > 0 ? repeated : challenges);
  }

  private async throwRefusal(
    method: string,
    uri: string,
    extra: Readonly<Record<string, string>>,
    challenges: readonly string[],
  ): Promise<never> {
    const send = async (authorization: string) =>
      (await this.send(method, uri, { ...this.headers(method, uri), ...extra, Authorization: authorization }))
        .status;
    throw await explainRefusedSignIn({ signIn: this.settings.signIn, challenges, method, uri, send });
  }

  /** @param isSigningIn Whether the camera has just sent a challenge. */
  private async send(
    method: string,
    uri: string,
    headers: Readonly<Record<string, string>>,
    isSigningIn = false,
  ): Promise<RtspResponse> {
    const { timeoutMs, now } = this.settings;
    const start = now();
    const response = await this.connection
      .request(method, uri, headers, timeoutMs())
      .catch((failure: unknown) => {
        const hasHungUp = failure instanceof ProbeFailure && failure.code === 'hung-up';
        throw isSigningIn && hasHungUp ? new ProbeFailure('hung-up-at-sign-in') : failure;
      });
    this.slowestResponseMs = Math.max(this.slowestResponseMs, now() - start);
    this.updateSessionId(response);
    return response;
  }

  // The session of each response counts (`do`).
  private updateSessionId(response: RtspResponse): void {
    const values = headerValues(response, 'session');
    if (values.length === 0) return;
    const session = parseSession(values);
    if (session === null) throw unacceptedHeader('Session');
    this.sessionId = session;
  }

  private headers(method: string, uri: string): Record<string, string> {
    const authorization = this.settings.signIn.authorization(method, uri);
    return {
      ...(authorization === null ? {} : { Authorization: authorization }),
      ...(this.sessionId === null ? {} : { Session: this.sessionId }),
    };
  }
}
