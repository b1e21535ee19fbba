import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { AuthenticationError } from '../auth/authentication-error';
import { rtspCredentials } from '../auth/credentials';
import { prefixed, type Log } from '../log';
import { NoStreamError } from '../paths/participants';
import type { PathManager } from '../paths/path-manager';
import { writeAnswer, type RtspAnswer } from '../rtsp/rtsp-answer';
import { RtspReader, type RtspMessage } from '../rtsp/rtsp-reader';
import { parseRequest, type RtspRequest } from '../rtsp/rtsp-request';
import { RtspSession, type SessionConnection } from './rtsp-session';
import { parseSdp, writeSdp } from '../rtsp/sdp';

/** The server of a connection. */
export interface ConnectionServer {
  pathManager: PathManager;
  log: Log;
  tcpAllowed: boolean;
  /** Idle timeout of a publisher (`readTimeout`). */
  readTimeoutMs: number;
  closed(connection: RtspConnection): void;
}

const METHODS = 'DESCRIBE, ANNOUNCE, SETUP, PLAY, RECORD, PAUSE, GET_PARAMETER, TEARDOWN';
/** Maximum unsent bytes of a slow reader; further packets are dropped. */
const SEND_LIMIT = 4 * 1024 * 1024;

/** One connection to the RTSP server, with at most one session. */
export class RtspConnection implements SessionConnection {
  readonly id = randomUUID();
  readonly created = new Date();
  readonly remoteAddr: string;
  session: RtspSession | null = null;
  private readonly log: Log;
  private readonly ip: string;
  private queue: Promise<void> = Promise.resolve();
  private reason = 'EOF';

  constructor(
    private readonly socket: Socket,
    private readonly server: ConnectionServer,
  ) {
    this.ip = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
    this.remoteAddr = `${this.ip}:${socket.remotePort ?? 0}`;
    this.log = prefixed(server.log, `[conn ${this.remoteAddr}]`);
    this.log('info', 'opened');
    const reader = new RtspReader({
      onMessage: (message) => {
        this.queue = this.queue.then(() => this.handle(message)).catch(() => this.close('internal error'));
      },
      onPacket: (channel, packet) => this.session?.receive(channel, packet),
      onFault: (reason) => this.close(reason),
    });
    socket.setNoDelay(true);
    socket.on('data', (bytes) => reader.push(bytes));
    socket.on('error', (error) => (this.reason = error.message));
    socket.on('timeout', () => this.close('i/o timeout'));
    socket.on('close', () => void this.ended());
  }

  sendPacket(channel: number, packet: Buffer): boolean {
    if (this.socket.writableLength > SEND_LIMIT) return false;
    const head = Buffer.from([0x24, channel, packet.length >> 8, packet.length & 0xff]);
    this.socket.write(Buffer.concat([head, packet]));
    return true;
  }

  close(reason: string): void {
    this.reason = reason;
    this.socket.destroy();
  }

  /** The connection in the format of the Control API. */
  item() {
    const { bytesRead, bytesWritten } = this.socket;
    return {
      id: this.id,
      created: this.created.toISOString(),
      remoteAddr: this.remoteAddr,
      session: this.session?.id ?? null,
      tunnel: 'none',
      inboundBytes: bytesRead,
      outboundBytes: bytesWritten,
      bytesReceived: bytesRead,
      bytesSent: bytesWritten,
    };
  }

  private async ended(): Promise<void> {
    const session = this.session;
    this.session = null;
    this.server.closed(this);
    this.log('info', `closed: ${this.reason}`);
    await session?.leave();
  }

  private async handle(message: RtspMessage): Promise<void> {
    const request = parseRequest(message);
    if (!request) return this.close('invalid request');
    const answer = await this.answer(request).catch((error: unknown) => refusal(error as Error));
    if (this.socket.destroyed) return;
    this.socket.write(writeAnswer(answer, request.header('cseq') ?? '0'));
    if (answer.close === undefined) return;
    this.reason = answer.close;
    this.socket.end();
    this.socket.destroySoon();
  }

  private answer(request: RtspRequest): Promise<RtspAnswer> {
    switch (request.method) {
      case 'OPTIONS':
        return Promise.resolve({ status: 200, headers: { Public: METHODS } });
      case 'DESCRIBE':
        return this.describe(request);
      case 'ANNOUNCE':
        return this.announce(request);
      case 'SETUP':
        return this.setUp(request);
      default:
        return this.control(request);
    }
  }

  private async describe(request: RtspRequest): Promise<RtspAnswer> {
    const stream = await this.server.pathManager.describe(
      this.access(request, 'read', this.id, ''),
      this.log,
    );
    return {
      status: 200,
      headers: { 'Content-Base': `${request.url}/`, 'Content-Type': 'application/sdp' },
      body: writeSdp(stream.tracks),
    };
  }

  private async announce(request: RtspRequest): Promise<RtspAnswer> {
    const session = this.ensureSession();
    const userAgent = request.header('user-agent') ?? '';
    const access = this.access(request, 'publish', session.id, userAgent);
    const { config, user } = await this.server.pathManager.check(access, this.log);
    Object.assign(session, { user, userAgent, path: request.path, query: request.query });
    session.announced = { tracks: parseSdp(request.body), config };
    return { status: 200 };
  }

  private async setUp(request: RtspRequest): Promise<RtspAnswer> {
    const session = this.ensureSession();
    const transport = request.header('transport') ?? '';
    if (!/RTP\/AVP\/TCP/i.test(transport) || !this.server.tcpAllowed) {
      return { status: 461, headers: { Session: `${session.secret};timeout=55` } };
    }
    if (!session.announced && !session.attached) {
      const userAgent = request.header('user-agent') ?? '';
      const access = this.access(request, 'read', session.id, userAgent);
      const { path, stream, user } = await this.server.pathManager.addReader(session, access, this.log);
      Object.assign(session, { user, userAgent, path: request.path, query: request.query });
      session.attach(path, stream);
    }
    const channel = Number(/interleaved=(\d+)/.exec(transport)?.[1] ?? session.nextChannel);
    session.setTrack(request.control, channel);
    return {
      status: 200,
      headers: {
        Session: `${session.secret};timeout=55`,
        Transport: `RTP/AVP/TCP;unicast;interleaved=${channel}-${channel + 1}`,
      },
    };
  }

  private async control(request: RtspRequest): Promise<RtspAnswer> {
    const session = this.session;
    if (request.method === 'GET_PARAMETER' || request.method === 'SET_PARAMETER') return { status: 200 };
    const ok = { status: 200, headers: { Session: session?.secret ?? '' } };
    if (session && request.method === 'RECORD' && session.announced) {
      const { config, tracks } = session.announced;
      const { path, stream } = await this.server.pathManager.publish(session, session.path, config, tracks);
      session.record(path, stream);
      this.socket.setTimeout(this.server.readTimeoutMs);
      this.server.log('info', `[session ${session.id.slice(0, 8)}] is publishing to path '${session.path}'`);
      return ok;
    }
    if (session?.attached && request.method === 'PLAY') {
      // The response precedes the first packet.
      setImmediate(() => session.play());
      return ok;
    }
    if (session && request.method === 'PAUSE') return session.pause().then(() => ok);
    if (session && request.method === 'TEARDOWN') return { ...ok, close: 'teared down' };
    return { status: 501, close: 'unhandled request' };
  }

  private ensureSession(): RtspSession {
    if (!this.session) {
      this.session = new RtspSession(this);
      this.server.log('info', `[session ${this.session.id.slice(0, 8)}] created by ${this.remoteAddr}`);
    }
    return this.session;
  }

  private access(request: RtspRequest, action: 'read' | 'publish', id: string, userAgent: string) {
    const credentials = rtspCredentials(request.header('authorization'));
    const { path, query } = request;
    return { action, path, protocol: 'rtsp' as const, id, query, userAgent, credentials, ip: this.ip };
  }
}

function refusal(error: Error): RtspAnswer {
  if (error instanceof AuthenticationError) {
    if (error.isChallenge) return { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="ipcam"' } };
    return { status: 401, close: error.message };
  }
  return { status: error instanceof NoStreamError ? 404 : 400, close: error.message };
}
