import { setTimeout as wait } from 'node:timers/promises';
import { AuthenticationError } from '../auth/authentication-error';
import { httpCredentials } from '../auth/credentials';
import { milliseconds } from '../config/duration';
import type { Settings } from '../config/setting';
import {
  answerError,
  answerOk,
  answerRedirect,
  answerUnauthenticated,
  answerUnknownRoute,
} from '../http/answer';
import { startHttpServer, type Exchange, type HttpServer } from '../http/http-server';
import { readBody } from '../http/read-body';
import { prefixed, type Log } from '../log';
import type { PathManager } from '../paths/path-manager';
import { NoStreamError } from '../paths/participants';
import { offeredHosts } from './offered-hosts';
import { HOST, LINGER_MS } from './peer';
import { linkHeaders, type IceServerSetting } from './link-header';
import { answerReaderPage } from './reader-page';
import { WebrtcSession } from './webrtc-session';

const METHODS = 'OPTIONS, GET, POST, PATCH, DELETE';
const HEADERS = 'Authorization, Content-Type, If-Match';
const SDP_LIMIT = 128 * 1024;
const SECRET = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** WHEP as in v1.20.1 (MediaMTX contract §5). Publishing over WebRTC is not simulated. */
export class WebrtcServer {
  readonly sessions = new Map<string, WebrtcSession>();
  private readonly log: Log;
  private http: HttpServer | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly pathManager: PathManager,
    log: Log,
  ) {
    this.log = prefixed(log, '[WebRTC]');
  }

  /** Starts listening. Resolves to the port. */
  async start(): Promise<number> {
    this.http = await startHttpServer({
      address: this.settings.webrtcAddress as string,
      allowOrigins: this.settings.webrtcAllowOrigins as string[],
      trustedProxies: this.settings.webrtcTrustedProxies as string[],
      preflight: { methods: METHODS, headers: HEADERS },
      handle: (exchange) => this.handle(exchange),
    });
    this.log('info', `started with listeners on ${this.http.address} (TCP/HTTP)`);
    return this.http.port;
  }

  /** Closes a session by its id. Returns false if it does not exist. */
  kick(id: string): boolean {
    const session = this.sessions.get(id);
    session?.finish('terminated');
    return session !== undefined;
  }

  /** Stops listening and closes every session. */
  async close(): Promise<void> {
    await this.http?.close();
    const sessions = [...this.sessions.values()];
    for (const session of sessions) session.finish('terminated');
    if (sessions.length > 0) await wait(LINGER_MS);
  }

  private async handle(exchange: Exchange): Promise<void> {
    const outside = /^\/(.+?)\/(whip|whep)$/.exec(exchange.path);
    if (outside) return this.handleEndpoint(exchange, outside[1]!, outside[2] === 'whip');
    const inside = /^\/(.+?)\/(whip|whep)\/(.+?)$/.exec(exchange.path);
    if (inside) return this.handleSession(exchange, inside[3]!);
    if (exchange.method !== 'GET') return answerUnknownRoute(exchange);
    if (!exchange.path.endsWith('/')) {
      const query = exchange.rawQuery === '' ? '' : `?${exchange.rawQuery}`;
      return answerRedirect(exchange, `${exchange.path}/${query}`);
    }
    const name = exchange.path.slice(1, -1);
    if (name === '') return answerUnknownRoute(exchange);
    if (await this.checkAccess(exchange, name)) answerReaderPage(exchange);
  }

  private async handleEndpoint(exchange: Exchange, path: string, publish: boolean): Promise<void> {
    const { method } = exchange;
    if (['GET', 'HEAD', 'PUT'].includes(method)) return answerError(exchange, 405, 'method not allowed');
    if (method === 'OPTIONS') return this.options(exchange, path, publish);
    if (method !== 'POST') return answerUnknownRoute(exchange);
    if (publish) return answerError(exchange, 400, 'the simulator takes no publishers over WebRTC');
    return this.post(exchange, path);
  }

  private async options(exchange: Exchange, path: string, publish: boolean): Promise<void> {
    if (!(await this.checkAccess(exchange, path, publish))) return;
    const { response } = exchange;
    response.setHeader('Access-Control-Allow-Methods', METHODS);
    response.setHeader('Access-Control-Allow-Headers', HEADERS);
    response.setHeader('Access-Control-Expose-Headers', 'Accept-Post, Link');
    response.setHeader('Accept-Post', 'application/sdp');
    this.addLinks(exchange);
    response.writeHead(204).end();
  }

  private async post(exchange: Exchange, path: string): Promise<void> {
    if (contentType(exchange) !== 'application/sdp')
      return answerError(exchange, 400, 'invalid Content-Type');
    const offer = await readBody(exchange.request, SDP_LIMIT);
    if (!offer) return void exchange.response.destroy();
    const session = new WebrtcSession(
      {
        remoteAddr: exchange.remoteAddr,
        offer: offer.toString('utf8'),
        access: access(exchange, path, false),
      },
      {
        pathManager: this.pathManager,
        handshakeTimeoutMs: milliseconds(this.settings.webrtcHandshakeTimeout as string),
        offeredHosts: offeredHosts(this.settings, HOST),
        log: this.log,
        closed: (closed) => this.sessions.delete(closed.id),
      },
    );
    this.sessions.set(session.id, session);
    let answer: string;
    try {
      answer = await session.open();
    } catch (error) {
      return refuse(exchange, error as Error, 400);
    }
    const { response } = exchange;
    response.setHeader('Content-Type', 'application/sdp');
    response.setHeader('Access-Control-Expose-Headers', 'ETag, ID, Accept-Patch, Link, Location');
    response.setHeader('ETag', '*');
    response.setHeader('ID', session.id);
    response.setHeader('Accept-Patch', 'application/trickle-ice-sdpfrag');
    this.addLinks(exchange);
    const query = exchange.rawQuery === '' ? '' : `?${exchange.rawQuery}`;
    response.setHeader('Location', `/${path}/whep/${session.secret}${query}`);
    response.writeHead(201).end(answer);
  }

  private async handleSession(exchange: Exchange, secret: string): Promise<void> {
    const { method } = exchange;
    if (method !== 'PATCH' && method !== 'DELETE') return answerUnknownRoute(exchange);
    if (!SECRET.test(secret)) return answerError(exchange, 400, 'invalid secret');
    const patch = method === 'PATCH';
    if (patch && contentType(exchange) !== 'application/trickle-ice-sdpfrag') {
      return answerError(exchange, 400, 'invalid Content-Type');
    }
    const body = await readBody(exchange.request, SDP_LIMIT);
    const session = [...this.sessions.values()].find((each) => each.secret === secret.toLowerCase());
    if (!session) return answerError(exchange, 404, 'session not found');
    if (patch) {
      session.addCandidates(body?.toString('utf8') ?? '');
      // MediaMTX sends a JSON content type with its 204.
      exchange.response.writeHead(204, { 'Content-Type': 'application/json; charset=utf-8' }).end();
      return;
    }
    session.finish('terminated');
    answerOk(exchange);
  }

  /** Authorizes a request outside of a session. Responds to a denied request. */
  private async checkAccess(exchange: Exchange, path: string, publish = false): Promise<boolean> {
    try {
      await this.pathManager.check(
        { ...access(exchange, path, publish), id: null },
        prefixed(this.log, `[conn ${exchange.remoteAddr}]`),
      );
      return true;
    } catch (error) {
      refuse(exchange, error as Error, 500);
      return false;
    }
  }

  private addLinks({ response }: Exchange): void {
    const links = linkHeaders(this.settings.webrtcICEServers2 as unknown as IceServerSetting[]);
    if (links.length > 0) response.setHeader('Link', links);
  }
}

function refuse(exchange: Exchange, error: Error, otherStatus: number): void {
  if (error instanceof AuthenticationError) return answerUnauthenticated(exchange, error.isChallenge);
  answerError(exchange, error instanceof NoStreamError ? 404 : otherStatus, error.message);
}

const contentType = ({ request }: Exchange): string =>
  (request.headers['content-type'] ?? '').split(';')[0]!.trim();

function access(exchange: Exchange, path: string, publish: boolean) {
  return {
    action: publish ? ('publish' as const) : ('read' as const),
    path,
    protocol: 'webrtc' as const,
    query: exchange.rawQuery,
    userAgent: exchange.request.headers['user-agent'] ?? '',
    credentials: httpCredentials(exchange.request.headers.authorization),
    ip: exchange.ip,
  };
}
