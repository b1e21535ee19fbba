import { integer } from './kinds-of-setting';
import { concern, setting, SettingFault } from './setting';

/** Connection to PostgreSQL. */
export class DatabaseConfig extends concern('Database', {
  url: setting<string>('DATABASE_URL', {
    // The URL contains the password.
    secret: true,
    about: 'PostgreSQL 14 or later, as `postgres://user:password@host:port/database`.',
    parse: (value) => {
      const parsed = URL.canParse(value) ? new URL(value) : undefined;
      if (!parsed || !['postgres:', 'postgresql:'].includes(parsed.protocol) || parsed.pathname.length < 2)
        throw new SettingFault('must be like postgres://user:password@host:port/database');
      return value;
    },
  }),
  poolSize: integer('DATABASE_POOL_SIZE', {
    default: '10',
    min: 2,
    max: 200,
    about: 'Maximum number of pooled connections, 2 to 200. One more listens for notifications.',
  }),
  statementTimeoutMs: integer('DATABASE_STATEMENT_TIMEOUT_MS', {
    default: '8000',
    min: 1000,
    max: 120_000,
    about:
      'Milliseconds that one statement may take in PostgreSQL, 1000 to 120000. Two seconds later its connection is closed, which limits how long a request waits for a frozen database. Commands such as `migrate`, `backup` and `restore` have no such limit.',
  }),
}) {}
