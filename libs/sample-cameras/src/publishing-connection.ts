import { connect, type Socket } from 'node:net';
import { type ClipClock } from './clip-clock';
import { sendFrames } from './frame-sender';
import { tcpRoute } from './packet-route';
import { basicAuthorization, type CameraCredentials } from './rtsp-authentication';
import { formatRtsp, RtspReader, type RtspMessage } from './rtsp-message';
import { TRACK } from './session-description';

/** A media server that denies somebody may take 4 s to say so (MediaMTX contract §1.7). */
const ANSWER_WITHIN_MS = 15_000;
const KEEP_ALIVE_EVERY_MS = 20_000;
const DEFAULT_PORT = 554;

/** One RTSP connection that publishes over TCP (RFC 2326 §10.3, §10.11). */
export class PublishingConnection {
  /** Settles when the connection is gone, by whomever. */
  readonly closed: Promise<void>;
  private readonly waiting: ((response: RtspMessage) => void)[] = [];
  private readonly uri: string;
  private readonly credentials: CameraCredentials;
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

  /** Connects, announces, sets up and records. Rejects with the status that the server refused with. */
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
    connection.send(clock);
    return connection;
  }

  /** Says goodbye and closes. */
  async close(): Promise<void> {
    if (!this.socket.destroyed) await this.ask('TEARDOWN', this.uri).catch(() => undefined);
    this.socket.destroy();
    await this.closed;
  }

  private async record(description: string): Promise<void> {
    await this.must('ANNOUNCE', this.uri, { 'Content-Type': 'application/sdp' }, description);
    const transport = 'RTP/AVP/TCP;unicast;interleaved=0-1;mode=record';
    const setUp = await this.must('SETUP', `${this.uri}/${TRACK}`, { Transport: transport });
    this.session = setUp.headers.session?.split(';')[0];
    await this.must('RECORD', this.uri, { Range: 'npt=0.000-' });
  }

  private send(clock: ClipClock): void {
    const end = sendFrames(clock, tcpRoute(this.socket, 0));
    const keepAlive = setInterval(
      () => void this.ask('OPTIONS', this.uri).catch(() => undefined),
      KEEP_ALIVE_EVERY_MS,
    );
    void this.closed.then(() => {
      end();
      clearInterval(keepAlive);
    });
  }

  private async must(
    method: string,
    uri: string,
    headers: Record<string, string>,
    body = '',
  ): Promise<RtspMessage> {
    let response = await this.ask(method, uri, headers, body);
    const asked = /^Basic /i.test(response.headers['www-authenticate'] ?? '');
    if (response.startLine.includes(' 401 ') && asked && !this.authorization && this.credentials.user) {
      this.authorization = basicAuthorization(this.credentials);
      response = await this.ask(method, uri, headers, body);
    }
    if (response.startLine.startsWith('RTSP/1.0 200')) return response;
    throw new Error(`${method} was refused: ${response.startLine.slice('RTSP/1.0 '.length)}`);
  }

  private async ask(
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
      const gone = (): void => reject(new Error(`${method} was not answered.`));
      const timer = setTimeout(() => {
        gone();
        this.socket.destroy();
      }, ANSWER_WITHIN_MS);
      this.socket.once('close', gone);
      this.waiting.push((response) => {
        clearTimeout(timer);
        this.socket.off('close', gone);
        resolve(response);
      });
      this.socket.write(formatRtsp(`${method} ${uri} RTSP/1.0`, all, body));
    });
  }
}
