import { AuthenticationError } from '../auth/authentication-error';
import type { Authenticator } from '../auth/authenticator';
import { httpCredentials } from '../auth/credentials';
import { delayRefusal } from '../auth/delay-refusal';
import type { Settings } from '../config/setting';
import { answerUnauthenticated, answerUnknownRoute } from '../http/answer';
import { startHttpServer, type Exchange, type HttpServer } from '../http/http-server';
import { prefixed, type Log } from '../log';
import type { PathManager } from '../paths/path-manager';

/** Serves the metrics of paths: readiness and bytes. Other metrics are not simulated. */
export class MetricsServer {
  private readonly log: Log;
  private http: HttpServer | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly authenticator: Authenticator,
    private readonly pathManager: PathManager,
    log: Log,
  ) {
    this.log = prefixed(log, '[metrics]');
  }

  /** Starts listening. Resolves to the port. */
  async start(): Promise<number> {
    this.http = await startHttpServer({
      address: this.settings.metricsAddress as string,
      allowOrigins: this.settings.metricsAllowOrigins as string[],
      trustedProxies: this.settings.metricsTrustedProxies as string[],
      preflight: { methods: 'OPTIONS, GET', headers: 'Authorization' },
      handle: (exchange) => this.handle(exchange),
    });
    this.log('info', `started with listener on ${this.http.address} (TCP/HTTP)`);
    return this.http.port;
  }

  /** Stops listening. */
  async close(): Promise<void> {
    await this.http?.close();
  }

  private async handle(exchange: Exchange): Promise<void> {
    try {
      await this.authenticator.authenticate({
        action: 'metrics',
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
      await delayRefusal(error, this.log);
      return answerUnauthenticated(exchange, error.isChallenge);
    }
    if (exchange.method !== 'GET' || exchange.path !== '/metrics') return answerUnknownRoute(exchange);
    const body = await this.write();
    exchange.response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end(body);
  }

  private async write(): Promise<string> {
    const lines = ['# Paths'];
    for (const path of await this.pathManager.list()) {
      const labels = `{name="${path.name}",state="${path.ready ? 'ready' : 'notReady'}"}`;
      lines.push(
        `paths${labels} 1`,
        `paths_inbound_bytes${labels} ${path.inboundBytes}`,
        `paths_outbound_bytes${labels} ${path.outboundBytes}`,
      );
    }
    return `${lines.join('\n')}\n`;
  }
}
