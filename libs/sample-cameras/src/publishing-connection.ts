import { basicAuthorization, formatRequest, type RtspCredentials } from '@ppf/rtsp-wire';
import { connect, type Socket } from 'node:net';
import { type ClipClock } from './clip-clock';
import { sendFrames } from './frame-sender';
import { tcpRoute } from './packet-route';
import { RtspReader, type RtspMessage } from './rtsp-message';
import { TRACK } from './session-description';

/** A media server may delay a denial by up to 4 s (MediaMTX contract §1.7). */
const RESPONSE_TIMEOUT_MS = 15_000;
const KEEP_ALIVE_INTERVAL_MS = 20_000;
const DEFAULT_PORT = 554;

/** An RTSP connection that publishes over TCP (RFC 2326 §10.3, §10.11). */
export class PublishingConnection {
  /** Resolves when the connection has ended. */
  readonly closed: Promise<void>;
  private readonly waiting: ((response: RtspMessage) => void)[] = [];
  private readonly uri: string;
  private readonly credentials: RtspCredentials;
  private authorization: string | undefined;
  private session: string | undefined;
  private sequence = 0;

  private constructor(
    url: URL,
    private readonly socket: Socket,
  ) {
    this.uri = `rtsp://${url.host}${url.pathname}${url.search}`;
    this.credentials = { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    const reader = new RtspReader((message) => this.waiting.shift()?.(message));
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      try {
        reader.push(bytes);
      } catch {
        socket.destroy();
      }
    });
  }

  /** Connects and starts publishing. @throws Error with the status of a refused request */
  static async open(address: string, description: string, clock: ClipClock): Promise<PublishingConnection> {
    const url = new URL(address);
    const socket = connect(Number(url.port || DEFAULT_PORT), url.hostname);
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    const connection = new PublishingConnection(url, socket);
    try {
      await connection.record(description);
    } catch (error) {
      socket.destroy();
      throw error;
    }
    connection.startSending(clock);
    return connection;
  }

  /** Sends TEARDOWN and closes the connection. */
  async close(): Promise<void> {
    if (!this.socket.destroyed) await this.request('TEARDOWN', this.uri).catch(() => undefined);
    this.socket.destroy();
    await this.closed;
  }

  private async record(description: string): Promise<void> {
    await this.requestOk('ANNOUNCE', this.uri, { 'Content-Type': 'application/sdp' }, description);
    const transport = 'RTP/AVP/TCP;unicast;interleaved=0-1;mode=record';
    const setUp = await this.requestOk('SETUP', `${this.uri}/${TRACK}`, { Transport: transport });
    this.session = setUp.headers.session?.split(';')[0];
    await this.requestOk('RECORD', this.uri, { Range: 'npt=0.000-' });
  }

  private startSending(clock: ClipClock): void {
    const stop = sendFrames(clock, tcpRoute(this.socket, 0));
    const keepAlive = setInterval(
      () => void this.request('OPTIONS', this.uri).catch(() => undefined),
      KEEP_ALIVE_INTERVAL_MS,
    );
    void this.closed.then(() => {
      stop();
      clearInterval(keepAlive);
    });
  }

  private async requestOk(
    method: string,
    uri: string,
    headers: Record<string, string>,
    body = '',
  ): Promise<RtspMessage> {
    let response = await this.request(method, uri, headers, body);
    const isChallenged = /^Basic /i.test(response.headers['www-authenticate'] ?? '');
    if (
      response.startLine.includes(' 401 ') &&
      isChallenged &&
      !this.authorization &&
      this.credentials.user
    ) {
      this.authorization = basicAuthorization(this.credentials);
      response = await this.request(method, uri, headers, body);
    }
    if (response.startLine.startsWith('RTSP/1.0 200')) return response;
    throw new Error(`${method} was refused: ${response.startLine.slice('RTSP/1.0 '.length)}`);
  }

  private async request(
    method: string,
    uri: string,
    headers: Record<string, string> = {},
    body = '',
  ): Promise<RtspMessage> {
    const all = {
      CSeq: String((this.sequence += 1)),
      ...(this.authorization ? { Authorization: this.authorization } : {}),
      ...(this.session ? { Session: this.session } : {}),
      ...headers,
    };
    return new Promise((resolve, reject) => {
      const onClose = (): void => reject(new Error(`The server did not respond to ${method}.`));
      const timer = setTimeout(() => {
        onClose();
        this.socket.destroy();
      }, RESPONSE_TIMEOUT_MS);
      this.socket.once('close', onClose);
      this.waiting.push((response) => {
        clearTimeout(timer);
        this.socket.off('close', onClose);
        resolve(response);
      });
      this.socket.write(formatRequest(method, uri, all, body));
    });
  }
}
