import { AuthenticationError } from '../auth/authentication-error';
import { httpCredentials } from '../auth/credentials';
import type { Settings } from '../config/setting';
import { answerError, answerRedirect, answerUnauthenticated, answerUnknownRoute } from '../http/answer';
import { startHttpServer, type Exchange, type HttpServer } from '../http/http-server';
import { prefixed, type Log } from '../log';
import { NoStreamError } from '../paths/participants';
import type { PathManager } from '../paths/path-manager';
import { HlsManager } from './hls-manager';
import type { HlsMuxer } from './hls-muxer';
import { HlsSession } from './hls-session';

const COOKIE_ATTRIBUTES = 'HttpOnly; Secure; SameSite=None; Partitioned';

/** HLS as in v1.20.1 (MediaMTX contract §6). */
export class HlsServer {
  private readonly log: Log;
  private readonly hls: HlsManager;
  private http: HttpServer | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly pathManager: PathManager,
    log: Log,
  ) {
    this.log = prefixed(log, '[HLS]');
    this.hls = new HlsManager(settings, pathManager, this.log);
  }

  /** Starts listening. Resolves to the port. */
  async start(): Promise<number> {
    this.http = await startHttpServer({
      address: this.settings.hlsAddress as string,
      allowOrigins: this.settings.hlsAllowOrigins as string[],
      trustedProxies: this.settings.hlsTrustedProxies as string[],
      preflight: { methods: 'OPTIONS, GET', headers: 'Authorization, Range' },
      handle: (exchange) => this.handle(exchange),
    });
    this.log('info', `started with listener on ${this.http.address} (TCP/HTTP)`);
    return this.http.port;
  }

  /** Every session, the oldest first. */
  get sessions(): HlsSession[] {
    return [...this.hls.sessions];
  }

  /** Every muxer. */
  get muxers(): HlsMuxer[] {
    return [...this.hls.muxers.values()];
  }

  /** Closes a session by its id. Returns false if it does not exist. */
  kick(id: string): boolean {
    const session = this.sessions.find((each) => each.id === id);
    if (session) this.hls.closeSession(session, 'kicked');
    return session !== undefined;
  }

  /** Stops listening and closes every muxer. */
  async close(): Promise<void> {
    await this.http?.close();
    this.hls.close();
  }

  private async handle(exchange: Exchange): Promise<void> {
    if (exchange.method !== 'GET') return answerUnknownRoute(exchange);
    const path = exchange.path.slice(1);
    if (path === '' || path === 'favicon.ico') return answerUnknownRoute(exchange);
    const [, directory = '', file = ''] = /^(.*?)\/?([^/]+\.(?:m3u8|mp4|ts))$/.exec(path) ?? [];
    try {
      if (file === 'index.m3u8') return await this.index(exchange, directory);
      if (file !== '') return await this.child(exchange, directory, file);
      if (path.endsWith('/')) return await this.page(exchange, path.slice(0, -1));
    } catch (error) {
      return refuse(exchange, error as Error);
    }
    answerRedirect(exchange, `/${path}/${exchange.rawQuery === '' ? '' : `?${exchange.rawQuery}`}`);
  }

  private async index(exchange: Exchange, pathName: string): Promise<void> {
    const { query, response } = exchange;
    if (query.get('cookieCheck') !== '1') {
      query.set('cookieCheck', '1');
      query.sort();
      response.setHeader('Set-Cookie', `cookieCheck=1; ${COOKIE_ATTRIBUTES}`);
      return answerRedirect(exchange, `${exchange.path}?${query.toString()}`);
    }
    query.delete('cookieCheck');
    query.sort();
    const rawQuery = query.toString();
    const userAgent = exchange.request.headers['user-agent'] ?? '';
    const session = new HlsSession(pathName, exchange.ip, exchange.remoteAddr, rawQuery, userAgent);
    const access = { ...accessOf(exchange, pathName), query: rawQuery, userAgent };
    const muxer = await this.hls.openSession(session, access, exchange.remoteAddr);
    if (cookieOf(exchange, 'cookieCheck') === '1') {
      response.setHeader('Set-Cookie', `hlsSession=${session.secret}; ${COOKIE_ATTRIBUTES}`);
    } else {
      query.set('session', session.secret);
    }
    await this.send(exchange, session, muxer, 'index.m3u8');
  }

  private async child(exchange: Exchange, pathName: string, file: string): Promise<void> {
    const secret = cookieOf(exchange, 'hlsSession') ?? exchange.query.get('session');
    const session = this.hls.findSession(pathName, secret, exchange.ip);
    if (!session?.muxer) return answerError(exchange, 401, 'authentication error');
    await this.send(exchange, session, session.muxer, file);
  }

  private async send(exchange: Exchange, session: HlsSession, muxer: HlsMuxer, name: string): Promise<void> {
    muxer.lastRequest = new Date();
    const file = await muxer.file(name, exchange.query);
    if (file === 404) return answerUnknownRoute(exchange);
    if (typeof file === 'number')
      return void exchange.response.writeHead(file, { 'Content-Length': 0 }).end();
    const body = Buffer.from(file.body);
    session.bytesSent += body.length;
    muxer.bytesSent += body.length;
    session.path?.stream?.sent(body.length);
    exchange.response
      .writeHead(200, {
        'Cache-Control': 'private, no-cache',
        'Content-Type': file.type,
        'Content-Length': body.length,
      })
      .end(body);
  }

  private async page(exchange: Exchange, pathName: string): Promise<void> {
    const access = { ...accessOf(exchange, pathName), id: null, userAgent: '' };
    await this.pathManager.check(access, prefixed(this.log, `[conn ${exchange.remoteAddr}]`));
    exchange.response.setHeader('Cache-Control', 'max-age=3600');
    exchange.response
      .writeHead(200, { 'Content-Type': 'text/html' })
      .end('<!doctype html><video src="index.m3u8" autoplay muted controls></video>\n');
  }
}

function refuse(exchange: Exchange, error: Error): void {
  if (error instanceof AuthenticationError) return answerUnauthenticated(exchange, error.isChallenge);
  answerError(exchange, error instanceof NoStreamError ? 404 : 500, error.message);
}

function accessOf(exchange: Exchange, path: string) {
  return {
    action: 'read' as const,
    path,
    protocol: 'hls' as const,
    query: exchange.rawQuery,
    credentials: httpCredentials(exchange.request.headers.authorization),
    ip: exchange.ip,
  };
}

function cookieOf({ request }: Exchange, name: string): string | null {
  const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
}
