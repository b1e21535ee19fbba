import { Client } from 'pg';

/** Milliseconds that the client waits longer than the server: a slow statement ends by the server's own refusal. */
const CLIENT_WAITS_LONGER_MS = 2000;

type Send = (...query: readonly unknown[]) => unknown;
/** What is used of a pg client's connection. */
interface Wire {
  readonly connection: { readonly stream: { destroy(cause: Error): void } };
}

/** A query had no answer in time. Its connection is closed: PostgreSQL, its host or the way to it is frozen. */
export class QueryDeadlineExceeded extends Error {
  /** As Node names it; `isDatabaseUnavailable` knows it. */
  readonly code = 'ETIMEDOUT';
}

/**
 * Ends queries that take too long: in PostgreSQL by its `statement_timeout`, and where that does not answer at all by
 * closing the connection. Off until started, since migrations, backups and restores may take their time.
 */
export class QueryDeadlines {
  private started = false;

  /** @param statementMs Milliseconds that PostgreSQL lets one statement take. */
  constructor(readonly statementMs: number) {}

  /** From now on every query has its deadline, also on connections that are open already. */
  start(): void {
    this.started = true;
  }

  /** The class of clients that a pool is to use. */
  get clientClass(): typeof Client {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the client has a `this` of its own
    const deadlines = this;
    return class extends Client {
      private hasTimeout = false;

      // pg's declaration has ten overloads; what is passed on is what was given.
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

  /** Closes the connection of a query that has no answer in time; all that wait on it fail then. */
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
