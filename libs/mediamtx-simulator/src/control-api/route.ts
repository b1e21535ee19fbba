import { answerError, answerJson } from '../http/answer';
import type { Exchange } from '../http/http-server';
import type { Log } from '../log';
import { pageOf } from './pages';

/** One call of the Control API; the name or id in its path is handed over decoded. */
export interface Route {
  method: string;
  pattern: RegExp;
  handle(exchange: Exchange, name: string): Promise<void> | void;
}

/** Makes routes; every refusal goes into the log, as the real one does. */
export class RouteMaker {
  constructor(private readonly log: Log) {}

  /** A call without a name: `/v3/info`. */
  at(method: string, path: string, handle: (exchange: Exchange) => Promise<void> | void): Route {
    return { method, pattern: new RegExp(`^/v3/${path}$`), handle };
  }

  /** A call with a name that may hold slashes: `/v3/paths/get/<name>`. */
  named(method: string, path: string, handle: Route['handle']): Route {
    return {
      method,
      pattern: new RegExp(`^/v3/${path}/(.*)$`, 's'),
      handle: (exchange, name) =>
        name === '' ? this.refuse(exchange, 400, 'invalid name') : handle(exchange, name),
    };
  }

  /** A list in pages. */
  list(path: string, items: () => Promise<unknown[]> | unknown[]): Route {
    return this.at('GET', `${path}/list`, async (exchange) => {
      const page = pageOf(await items(), exchange.query);
      if (typeof page === 'string') return this.refuse(exchange, 400, page);
      answerJson(exchange, 200, page);
    });
  }

  /** Logs and answers a refusal. */
  refuse(exchange: Exchange, status: number, error: string): void {
    this.log('error', error);
    answerError(exchange, status, error);
  }
}
