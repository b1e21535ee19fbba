import { AuthenticationError } from '../auth/authentication-error';
import type { Authenticator } from '../auth/authenticator';
import { httpCredentials } from '../auth/credentials';
import { delayRefusal } from '../auth/delay-refusal';
import type { Settings } from '../config/setting';
import { answerUnauthenticated, answerUnknownRoute } from '../http/answer';
import { startHttpServer, type Exchange, type HttpServer } from '../http/http-server';
import { prefixed, type Log } from '../log';
import type { Route } from './route';

/** Server of the Control API: authenticates, then runs the route (MediaMTX contract §4). */
export class ControlApi {
  private readonly log: Log;
  private http: HttpServer | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly authenticator: Authenticator,
    private readonly routes: (log: Log) => Route[],
    log: Log,
  ) {
    this.log = prefixed(log, '[API]');
  }

  /** Starts listening. Resolves to the port. */
  async start(): Promise<number> {
    const routes = this.routes(this.log);
    this.http = await startHttpServer({
      address: this.settings.apiAddress as string,
      allowOrigins: this.settings.apiAllowOrigins as string[],
      trustedProxies: this.settings.apiTrustedProxies as string[],
      preflight: {
        methods: 'OPTIONS, GET, POST, PATCH, DELETE',
        headers: 'Authorization, Content-Type',
      },
      handle: (exchange) => this.handle(exchange, routes),
    });
    this.log('info', `started with listener on ${this.http.address} (TCP/HTTP)`);
    return this.http.port;
  }

  /** Stops listening. */
  async close(): Promise<void> {
    this.log('info', 'closing');
    await this.http?.close();
  }

  private async handle(exchange: Exchange, routes: Route[]): Promise<void> {
    try {
      await this.authenticator.authenticate({
        action: 'api',
        path: '',
        protocol: '',
        id: null,
        query: exchange.rawQuery,
        userAgent: '',
        credentials: httpCredentials(exchange.request.headers.authorization),
        ip: exchange.ip,
      });
    } catch (error) {
      if (!(error instanceof AuthenticationError)) throw error;
      await delayRefusal(error, prefixed(this.log, `[conn ${exchange.remoteAddr}]`));
      return answerUnauthenticated(exchange, error.isChallenge);
    }
    for (const { method, pattern, handle } of routes) {
      const match = method === exchange.method ? pattern.exec(exchange.path) : null;
      if (match) return handle(exchange, match[1] ?? '');
    }
    answerUnknownRoute(exchange);
  }
}
