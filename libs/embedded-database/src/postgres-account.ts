import { spawnSync } from 'node:child_process';
import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedDatabaseError } from './embedded-database-error';

/** The system user that runs PostgreSQL when this process is root, because PostgreSQL refuses to run as root. */
export interface PostgresAccount {
  readonly uid: number;
  readonly gid: number;
}

/** Returns the account that runs PostgreSQL: undefined for the current user; for root `postgres`, created if missing. */
export function postgresAccount(): PostgresAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  // cspell:ignore nobody
  const account = lookUp('postgres') ?? create() ?? lookUp('nobody');
  if (account) return account;
  throw new EmbeddedDatabaseError(
    'no-permission',
    'PostgreSQL does not run as root and there is no user "postgres": create one (useradd --system postgres) or start as an ordinary user.',
  );
}

function lookUp(name: string): PostgresAccount | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const answer = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return answer.status === 0 ? Number.parseInt(answer.stdout, 10) : 0;
  });
  // initdb refuses a user “postgres” with the uid of root.
  return uid && gid ? { uid, gid } : undefined;
}

function create(): PostgresAccount | undefined {
  spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ]);
  return lookUp('postgres');
}

/** Returns whether the account can enter an existing directory and all its parents, by their mode bits. */
export function canEnter(account: PostgresAccount | undefined, directory: string): boolean {
  if (!account) return true;
  for (let at = realpathSync(directory); ; at = path.dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}
