import { Client } from 'pg';

/** Milliseconds that the client waits longer than PostgreSQL, so that a slow statement ends by PostgreSQL's own timeout. */
const CLIENT_WAITS_LONGER_MS = 2000;

type Send = (...query: readonly unknown[]) => unknown;
/** The part of a pg client's connection that is used. */
interface Wire {
  readonly connection: { readonly stream: { destroy(cause: Error): void } };
}

/** A query had no response in time and its connection was closed: PostgreSQL, its host or the network is frozen. */
export class QueryDeadlineExceeded extends Error {
  /** Node's code for a timeout; `isDatabaseUnavailable` recognizes it. */
  readonly code = 'ETIMEDOUT';
}

/**
 * Ends queries that take too long: by PostgreSQL's `statement_timeout`, and when PostgreSQL does not answer at all by
 * closing the connection. Inactive until started, because migrations, backups and restores may take long.
 */
export class QueryDeadlines {
  private started = false;

  /** @param statementMs PostgreSQL's limit for one statement, in milliseconds. */
  constructor(readonly statementMs: number) {}

  /** Gives every query from now on a deadline, also on open connections. */
  start(): void {
    this.started = true;
  }

  /** The class of clients for the pool. */
  get clientClass(): typeof Client {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the client has its own `this`
    const deadlines = this;
    return class extends Client {
      private hasTimeout = false;

      // pg declares ten overloads; the arguments are passed on unchanged.
      override query = ((...query: readonly unknown[]): unknown => {
        const send = super.query.bind(this) as Send;
        if (!deadlines.started) return send(...query);
        if (!this.hasTimeout) {
          this.hasTimeout = true;
          (send(`SET statement_timeout = ${deadlines.statementMs}`) as Promise<unknown>).catch(
            () => undefined,
          );
        }
        return deadlines.watch(send(...query), this as unknown as Wire);
      }) as Client['query'];
    };
  }

  /** Closes the connection of a query that has no response in time; all queries on it fail then. */
  private watch(answer: unknown, { connection }: Wire): unknown {
    if (!(answer instanceof Promise)) return answer;
    const ms = this.statementMs + CLIENT_WAITS_LONGER_MS;
    const late = new QueryDeadlineExceeded(`PostgreSQL did not answer a query within ${ms} ms.`);
    const timer = setTimeout(() => connection.stream.destroy(late), ms);
    const answered = () => clearTimeout(timer);
    answer.then(answered, answered);
    return answer;
  }
}
