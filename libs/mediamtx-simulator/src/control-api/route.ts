import { answerError, answerJson } from '../http/answer';
import type { Exchange } from '../http/http-server';
import type { Log } from '../log';
import { pageOf } from './pages';

/** One endpoint of the Control API; the handler receives the decoded name or id. */
export interface Route {
  method: string;
  pattern: RegExp;
  handle(exchange: Exchange, name: string): Promise<void> | void;
}

/** Creates routes. Logs every error, as MediaMTX does. */
export class RouteMaker {
  constructor(private readonly log: Log) {}

  /** An endpoint without a name: `/v3/info`. */
  at(method: string, path: string, handle: (exchange: Exchange) => Promise<void> | void): Route {
    return { method, pattern: new RegExp(`^/v3/${path}$`), handle };
  }

  /** An endpoint with a name that may contain slashes: `/v3/paths/get/<name>`. */
  named(method: string, path: string, handle: Route['handle']): Route {
    return {
      method,
      pattern: new RegExp(`^/v3/${path}/(.*)$`, 's'),
      handle: (exchange, name) =>
        name === '' ? this.refuse(exchange, 400, 'invalid name') : handle(exchange, name),
    };
  }

  /** A paginated list. */
  list(path: string, items: () => Promise<unknown[]> | unknown[]): Route {
    return this.at('GET', `${path}/list`, async (exchange) => {
      const page = pageOf(await items(), exchange.query);
      if (typeof page === 'string') return this.refuse(exchange, 400, page);
      answerJson(exchange, 200, page);
    });
  }

  /** Logs an error and responds with it. */
  refuse(exchange: Exchange, status: number, error: string): void {
    this.log('error', error);
    answerError(exchange, status, error);
  }
}
