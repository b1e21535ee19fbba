import { ProbeFailure } from '../probe/probe-fault';
import type { RtspConnection } from './rtsp-connection';
import { header, type RtspResponse } from './rtsp-message';
import type { RtspSignIn } from './rtsp-sign-in';
import { readVideo, type SdpVideo } from './sdp';
import { trackUri } from './request-uri';

/** Asks again after a 401 this often: once to sign in, once more when the nonce has run out. */
const MOST_SIGN_INS = 2;
/** What cameras answer when the path is not theirs. 400: several brands; 454: some, of a path that ends elsewhere. */
const PATH_STATUSES = [400, 404, 410, 454];

/** Wider than RFC 2326 §3.4, since cameras are, but without what would break out of its line. */
const SESSION_ID = /^[\x21-\x3a\x3c-\x7e]{1,128}/;

/** What is set up to be played. */
export interface RtspTrack {
  /** Interleaved channel of its RTP. */
  readonly channel: number;
}

/** The conversation with a camera: sign-in, description, track, play. */
export class RtspSession {
  private sessionId: string | null = null;
  private base: string;

  constructor(
    private readonly connection: RtspConnection,
    private readonly signIn: RtspSignIn,
    private readonly uri: string,
    /** How long the next answer may take. */
    private readonly timeoutMs: () => number,
  ) {
    this.base = uri;
  }

  /** Whether RTSP is spoken at all. Any answer will do: some cameras want a password here, some have no OPTIONS. */
  async options(): Promise<void> {
    await this.connection.request('OPTIONS', this.uri, {}, this.timeoutMs());
  }

  /** The video that the camera describes. @throws ProbeFailure */
  async describe(): Promise<SdpVideo> {
    const response = await this.ask('DESCRIBE', this.uri, { Accept: 'application/sdp' });
    if (PATH_STATUSES.includes(response.status)) throw new ProbeFailure('wrong-path');
    expectSuccess(response);
    this.base = trackUri(header(response, 'content-base') ?? null, this.uri);
    const video = readVideo(response.body);
    if (video === null) throw new ProbeFailure('no-video');
    return video;
  }

  /** Sets the video up inside this connection. @throws ProbeFailure */
  async setUp(video: SdpVideo): Promise<RtspTrack> {
    const response = await this.ask('SETUP', trackUri(video.control, this.base), {
      Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1',
    });
    if (response.status === 461) throw new ProbeFailure('tcp-refused');
    expectSuccess(response);
    this.sessionId = SESSION_ID.exec(header(response, 'session') ?? '')?.[0] ?? null;
    const channel = /interleaved=(\d{1,3})/i.exec(header(response, 'transport') ?? '')?.[1];
    return { channel: Number(channel ?? 0) };
  }

  /** Starts the pictures. @throws ProbeFailure */
  async play(): Promise<void> {
    expectSuccess(await this.ask('PLAY', this.base, { Range: 'npt=0.000-' }));
  }

  /** Says goodbye, for cameras that would keep the place of a viewer otherwise. */
  async tearDown(timeoutMs: number): Promise<void> {
    if (this.sessionId === null) return;
    const headers = this.headers('TEARDOWN', this.base);
    await this.connection.request('TEARDOWN', this.base, headers, timeoutMs).catch(() => undefined);
  }

  private async ask(
    method: string,
    uri: string,
    extra: Readonly<Record<string, string>>,
  ): Promise<RtspResponse> {
    for (let signIns = 0; ; signIns += 1) {
      const headers = { ...this.headers(method, uri), ...extra };
      const response = await this.connection.request(method, uri, headers, this.timeoutMs());
      if (response.status !== 401) {
        this.signIn.noteAccepted();
        return response;
      }
      if (signIns >= MOST_SIGN_INS) throw new ProbeFailure('wrong-password');
      this.signIn.take(response.headers.get('www-authenticate') ?? []);
    }
  }

  private headers(method: string, uri: string): Record<string, string> {
    const authorization = this.signIn.authorization(method, uri);
    return {
      ...(authorization === null ? {} : { Authorization: authorization }),
      ...(this.sessionId === null ? {} : { Session: this.sessionId }),
    };
  }
}

function expectSuccess({ status }: RtspResponse): void {
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400) throw new ProbeFailure('redirected');
  if (status === 403) throw new ProbeFailure('forbidden');
  // 453: not enough bandwidth, 503: busy. What cameras with too many viewers answer.
  if (status === 453 || status === 503) throw new ProbeFailure('too-many-viewers');
  throw new ProbeFailure('unexpected-answer');
}
