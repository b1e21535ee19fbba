import { integer } from './kinds-of-setting';
import { concern, setting, SettingFault } from './setting';

/** Where PostgreSQL is. */
export class DatabaseConfig extends concern('Database', {
  url: setting<string>('DATABASE_URL', {
    // The URL holds the password.
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
    about: 'Connections kept at most, 2 to 200. One more listens for notifications.',
  }),
}) {}
