import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { ProbeFailure } from '../probe/probe-fault';
import { header, type RtspResponse, writeRequest } from './rtsp-message';
import { type ReaderLimits, RtspReader } from './rtsp-reader';

/** Where to connect, and how long and how much at most. */
export interface ConnectionTarget {
  /** A judged address, never a name. */
  readonly address: string;
  readonly port: number;
  /** Null: plain RTSP. `fingerprint`: SHA-256 of the camera's certificate, as hex; null: any certificate. */
  readonly tls: { readonly fingerprint: string | null } | null;
  readonly connectMs: number;
  readonly limits: ReaderLimits;
}

/** Whoever is told what a connection brings besides answers. */
export interface ConnectionListener {
  /** RTP or RTCP came. */
  onPacket(channel: number, payload: Buffer): void;
  /** The connection has ended. */
  onEnd(): void;
}

interface Waiting {
  readonly cseq: string;
  readonly done: (response: RtspResponse) => void;
  readonly failed: (failure: Error) => void;
}

/** One connection to a camera: requests one after another, and packets in between. */
export class RtspConnection {
  private readonly reader: RtspReader;
  private waiting: Waiting | null = null;
  private failure: Error | null = null;
  private listener: ConnectionListener | null = null;
  private cseq = 0;

  private constructor(
    private readonly socket: Socket,
    limits: ReaderLimits,
    /** SHA-256 of the camera's certificate, lower-case hex; null without TLS. */
    readonly fingerprint: string | null,
  ) {
    this.reader = new RtspReader(limits);
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('close', () => this.end(new ProbeFailure('hung-up')));
    socket.on('error', () => this.end(new ProbeFailure('hung-up')));
  }

  /** Connects. @throws ProbeFailure `unreachable`, `refused-connection`, `tls-failed` or `wrong-certificate`. */
  static async open(target: ConnectionTarget, signal: AbortSignal): Promise<RtspConnection> {
    const socket = await opened(target, signal);
    const fingerprint = socket instanceof TLSSocket ? fingerprintOf(socket) : null;
    const wanted = target.tls?.fingerprint?.replaceAll(':', '').toLowerCase() ?? null;
    if (wanted !== null && wanted !== fingerprint) {
      socket.destroy();
      throw new ProbeFailure('wrong-certificate');
    }
    return new RtspConnection(socket, target.limits, fingerprint);
  }

  /** Says who is told; at once, if the connection has ended already. */
  listen(listener: ConnectionListener): void {
    this.listener = listener;
    if (this.failure !== null) listener.onEnd();
  }

  /** Asks and waits for the answer. @throws ProbeFailure, of which `silent` means that there was none in time. */
  request(
    method: string,
    uri: string,
    headers: Readonly<Record<string, string>>,
    timeoutMs: number,
  ): Promise<RtspResponse> {
    if (this.failure !== null) return Promise.reject(this.failure);
    const cseq = String((this.cseq += 1));
    const text = writeRequest(method, uri, { CSeq: cseq, 'User-Agent': 'ppf-monitoring', ...headers });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting = null;
        reject(new ProbeFailure(this.reader.isInsideAnswer ? 'not-rtsp' : 'silent'));
      }, timeoutMs);
      const settle = <Value>(then: (value: Value) => void) => {
        return (value: Value) => {
          clearTimeout(timer);
          then(value);
        };
      };
      this.waiting = { cseq, done: settle(resolve), failed: settle(reject) };
      this.socket.write(text);
    });
  }

  /** Closes at once. */
  close(): void {
    this.socket.destroy();
    this.end(new ProbeFailure('hung-up'));
  }

  private take(chunk: Buffer): void {
    if (this.failure !== null) return;
    try {
      for (const item of this.reader.read(chunk)) {
        if (item.kind === 'packet') this.listener?.onPacket(item.channel, item.payload);
        else this.answer(item.response);
      }
    } catch (failure) {
      this.socket.destroy();
      this.end(failure instanceof Error ? failure : new ProbeFailure('unexpected-answer'));
    }
  }

  // Cameras that leave CSeq out are answered for; an answer to something asked earlier is not.
  private answer(response: RtspResponse): void {
    const cseq = header(response, 'cseq');
    if (this.waiting === null || (cseq !== undefined && cseq !== this.waiting.cseq)) return;
    const { done } = this.waiting;
    this.waiting = null;
    done(response);
  }

  private end(failure: Error): void {
    if (this.failure !== null) return;
    this.failure = failure;
    this.waiting?.failed(failure);
    this.waiting = null;
    this.listener?.onEnd();
  }
}

function opened(target: ConnectionTarget, signal: AbortSignal): Promise<Socket> {
  const { address, port, tls } = target;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    // Cameras have certificates of their own making: the fingerprint is what is checked.
    const socket: Socket =
      tls === null
        ? connectTcp({ host: address, port, noDelay: true })
        : connectTls({ host: address, port, rejectUnauthorized: false });
    const settle = (failure: Error | null) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.removeAllListeners('error');
      socket.on('error', () => undefined);
      if (failure === null) return resolve(socket);
      socket.destroy();
      reject(failure);
    };
    const abort = () => settle(signal.reason as Error);
    let isReached = false;
    const late = () => settle(new ProbeFailure(isReached ? 'tls-failed' : 'unreachable'));
    const timer = setTimeout(late, target.connectMs);
    socket.once('connect', () => (isReached = true));
    signal.addEventListener('abort', abort);
    socket.once(tls === null ? 'connect' : 'secureConnect', () => settle(null));
    socket.once('error', (error) => settle(connectFailure(error)));
  });
}

function connectFailure(error: NodeJS.ErrnoException): ProbeFailure {
  if (error.code === 'ECONNREFUSED') return new ProbeFailure('refused-connection');
  const isNetwork = [
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ETIMEDOUT',
    'EADDRNOTAVAIL',
    'EACCES',
    'EPERM',
    'EINVAL',
  ];
  return new ProbeFailure(isNetwork.includes(error.code ?? '') ? 'unreachable' : 'tls-failed');
}

function fingerprintOf(socket: TLSSocket): string | null {
  return socket.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase() ?? null;
}
