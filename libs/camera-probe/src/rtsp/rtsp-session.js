import { ProbeFailure } from '../probe/probe-fault';
import { header } from './rtsp-message';
import { readVideo } from './sdp';
import { trackUri } from './request-uri';
/** Asks again after a 401 this often: once to sign in, once more when the nonce has run out. */
const MOST_SIGN_INS = 2;
/** What cameras answer when the path is not theirs. 400: several brands; 454: some, of a path that ends elsewhere. */
const PATH_STATUSES = [400, 404, 410, 454];
/** The conversation with a camera: sign-in, description, track, play. */
export class RtspSession {
  connection;
  signIn;
  uri;
  timeoutMs;
  sessionId = null;
  base;
  constructor(
    connection,
    signIn,
    uri,
    /** How long the next answer may take. */
    timeoutMs,
  ) {
    this.connection = connection;
    this.signIn = signIn;
    this.uri = uri;
    this.timeoutMs = timeoutMs;
    this.base = uri;
  }
  /** Whether RTSP is spoken at all. Any answer will do: some cameras want a password here, some have no OPTIONS. */
  async options() {
    await this.connection.request('OPTIONS', this.uri, {}, this.timeoutMs());
  }
  /** The video that the camera describes. @throws ProbeFailure */
  async describe() {
    const response = await this.ask('DESCRIBE', this.uri, { Accept: 'application/sdp' });
    if (PATH_STATUSES.includes(response.status)) throw new ProbeFailure('wrong-path');
    expectSuccess(response);
    this.base = trackUri(header(response, 'content-base') ?? null, this.uri);
    const video = readVideo(response.body);
    if (video === null) throw new ProbeFailure('no-video');
    return video;
  }
  /** Sets the video up inside this connection. @throws ProbeFailure */
  async setUp(video) {
    const response = await this.ask('SETUP', trackUri(video.control, this.base), {
      Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1',
    });
    if (response.status === 461) throw new ProbeFailure('tcp-refused');
    expectSuccess(response);
    this.sessionId = header(response, 'session')?.split(';')[0]?.trim() ?? null;
    const channel = /interleaved=(\d{1,3})/i.exec(header(response, 'transport') ?? '')?.[1];
    return { channel: Number(channel ?? 0) };
  }
  /** Starts the pictures. @throws ProbeFailure */
  async play() {
    expectSuccess(await this.ask('PLAY', this.base, { Range: 'npt=0.000-' }));
  }
  /** Says goodbye, for cameras that would keep the place of a viewer otherwise. */
  async tearDown(timeoutMs) {
    if (this.sessionId === null) return;
    const headers = this.headers('TEARDOWN', this.base);
    await this.connection.request('TEARDOWN', this.base, headers, timeoutMs).catch(() => undefined);
  }
  async ask(method, uri, extra) {
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
  headers(method, uri) {
    const authorization = this.signIn.authorization(method, uri);
    return {
      ...(authorization === null ? {} : { Authorization: authorization }),
      ...(this.sessionId === null ? {} : { Session: this.sessionId }),
    };
  }
}
function expectSuccess({ status }) {
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400) throw new ProbeFailure('redirected');
  if (status === 403) throw new ProbeFailure('forbidden');
  // 453: not enough bandwidth, 503: busy. What cameras with too many viewers answer.
  if (status === 453 || status === 503) throw new ProbeFailure('too-many-viewers');
  throw new ProbeFailure('unexpected-answer');
}
