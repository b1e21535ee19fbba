import net from 'node:net';
import type { SourceUrl } from '../config/source-url';
import { authorize } from './authorize';
import { RtspReader, type RtspMessage } from './rtsp-reader';
import { parseSdp, type Track } from './sdp';

/** Events of a pulled stream. */
export interface RtspClientEvents {
  onPacket(track: number, packet: Buffer): void;
}

interface Pending {
  resolve: (response: RtspMessage) => void;
  reject: (error: Error) => void;
}

const KEEP_ALIVE_MS = 20_000;

/** One RTSP session with a camera over TCP, packets interleaved (RFC 2326 §10.12). */
export class RtspClient {
  /** Rejects when the session has ended, on either side. */
  readonly ended: Promise<never>;
  private readonly socket: net.Socket;
  private readonly base: string;
  private readonly pending = new Map<number, Pending>();
  private challenges: string[] = [];
  private sequence = 0;
  private session = '';
  private keepAlive: NodeJS.Timeout | null = null;
  private end!: (error: Error) => void;

  constructor(
    private readonly url: SourceUrl,
    private readonly events: RtspClientEvents,
    timeoutMs: number,
  ) {
    const host = url.host.includes(':') ? `[${url.host}]` : url.host;
    this.base = `rtsp://${host}:${url.port ?? 554}${url.path}`;
    this.ended = new Promise((_, reject) => (this.end = reject));
    this.ended.catch(() => this.release());
    this.socket = net.connect(url.port ?? 554, url.host);
    this.socket.setNoDelay(true);
    this.socket.setTimeout(timeoutMs, () => this.end(new Error('TCP timeout')));
    this.socket.on('error', (error) => this.end(new Error(describeError(error, url))));
    this.socket.on('close', () => this.end(new Error('EOF')));
    const reader = new RtspReader({
      onMessage: (message) => this.receive(message),
      onPacket: (channel, packet) => channel % 2 === 0 && this.events.onPacket(channel / 2, packet),
      onFault: (reason) => this.end(new Error(reason)),
    });
    this.socket.on('data', (bytes) => reader.push(bytes));
  }

  /** Sends OPTIONS, DESCRIBE and a SETUP for each track. Resolves to the tracks in the order of their channels. */
  async open(): Promise<Track[]> {
    await this.request('OPTIONS', this.base);
    const described = await this.request('DESCRIBE', this.base, { Accept: 'application/sdp' });
    const tracks = parseSdp(described.body);
    const base = described.headers.get('content-base')?.[0] ?? this.base;
    for (const [index, track] of tracks.entries()) {
      const response = await this.request('SETUP', controlUrl(base, track.control), {
        Transport: `RTP/AVP/TCP;unicast;interleaved=${index * 2}-${index * 2 + 1}`,
      });
      this.session = response.headers.get('session')?.[0]?.split(';')[0] ?? this.session;
    }
    return tracks;
  }

  /** Sends PLAY and starts the keep-alive. */
  async play(): Promise<void> {
    await this.request('PLAY', this.base, { Range: 'npt=0-' });
    this.keepAlive = setInterval(() => {
      void this.send('OPTIONS', this.base, {}).catch(() => undefined);
    }, KEEP_ALIVE_MS);
  }

  /** Ends the session. */
  close(): void {
    if (this.session !== '') void this.send('TEARDOWN', this.base, {}).catch(() => undefined);
    this.end(new Error('terminated'));
  }

  private async request(
    method: string,
    url: string,
    headers: Record<string, string> = {},
  ): Promise<RtspMessage> {
    let response = await this.send(method, url, headers);
    if (statusOf(response) === 401 && this.url.user !== '') {
      this.challenges = response.headers.get('www-authenticate') ?? [];
      response = await this.send(method, url, headers);
    }
    const status = statusOf(response);
    if (status === 200) return response;
    throw new Error(`bad status code: ${status} (${response.startLine.split(' ').slice(2).join(' ')})`);
  }

  private send(method: string, url: string, headers: Record<string, string>): Promise<RtspMessage> {
    const number = ++this.sequence;
    const authorization = authorize(this.challenges, this.url, method, url);
    const lines = [
      `${method} ${url} RTSP/1.0`,
      `CSeq: ${number}`,
      'User-Agent: gortsplib',
      ...(authorization ? [`Authorization: ${authorization}`] : []),
      ...(this.session ? [`Session: ${this.session}`] : []),
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ];
    this.socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    return new Promise((resolve, reject) => this.pending.set(number, { resolve, reject }));
  }

  private receive(message: RtspMessage): void {
    const number = Number(message.headers.get('cseq')?.[0]);
    this.pending.get(number)?.resolve(message);
    this.pending.delete(number);
  }

  private release(): void {
    if (this.keepAlive) clearInterval(this.keepAlive);
    this.socket.end();
    this.socket.destroySoon();
    for (const { reject } of this.pending.values()) reject(new Error('terminated'));
    this.pending.clear();
  }
}

const statusOf = (message: RtspMessage): number => Number(message.startLine.split(' ')[1]);

function controlUrl(base: string, control: string): string {
  if (control === '' || control === '*') return base;
  if (/^rtsps?:\/\//i.test(control)) return control;
  return `${base}${base.endsWith('/') || control.startsWith('/') ? '' : '/'}${control}`;
}

function describeError(error: NodeJS.ErrnoException, url: SourceUrl): string {
  const reasons: Record<string, string> = {
    ECONNREFUSED: 'connect: connection refused',
    EHOSTUNREACH: 'connect: no route to host',
    ETIMEDOUT: 'i/o timeout',
  };
  if (error.code === 'ENOTFOUND') return `dial tcp: lookup ${url.host}: no such host`;
  const reason = reasons[error.code ?? ''];
  return reason ? `dial tcp ${url.host}:${url.port ?? 554}: ${reason}` : error.message;
}
