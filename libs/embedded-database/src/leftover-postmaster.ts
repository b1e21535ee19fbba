import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedDatabaseError } from './embedded-database-error';
import { processEnds, processIdentity } from './process-identity';

/** PostgreSQL's record of the process of a cluster (src/include/utils/pidfile.h: pid, directory, start, port, status). */
export interface PostmasterNote {
  readonly pid: number;
  readonly port: number;
  /** `starting`, `stopping`, `ready` or `standby`. */
  readonly status: string;
}

/** Reads `postmaster.pid` of a cluster; undefined if it is missing or incomplete. */
export function readPostmasterNote(cluster: string): PostmasterNote | undefined {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number.parseInt(lines[0] ?? '', 10);
    if (!(pid > 0)) return undefined;
    return { pid, port: Number.parseInt(lines[3] ?? '', 10) || 0, status: (lines[7] ?? '').trim() };
  } catch {
    return undefined;
  }
}

/**
 * Stops a server of this cluster whose parent was killed, and removes the record of a server that has ended, because
 * another process can have its pid. A server gets two stop signals, then SIGKILL; crash recovery follows.
 */
export async function stopLeftoverPostmaster(cluster: string): Promise<void> {
  const note = readPostmasterNote(cluster);
  if (!note) return;
  if (!isPostmasterOf(note.pid, cluster)) {
    rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
    return;
  }
  for (const [signal, wait] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 2_000],
  ] as const) {
    process.kill(note.pid, signal);
    if (await processEnds(note.pid, wait)) return;
  }
  throw new EmbeddedDatabaseError(
    'in-use',
    `A PostgreSQL from an earlier start (process ${note.pid}) does not end: end it by hand.`,
  );
}

/** Returns whether the process is a PostgreSQL server of this cluster. A pid alone can belong to another process. */
export function isPostmasterOf(pid: number, cluster: string): boolean {
  if (processIdentity(pid) === undefined) return false;
  if (process.platform !== 'linux') {
    const command = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
    return command.includes('postgres') && command.includes(cluster);
  }
  try {
    // The working directory of a postmaster is its data directory.
    return (
      path.basename(readlinkSync(`/proc/${pid}/exe`)).startsWith('postgres') &&
      readlinkSync(`/proc/${pid}/cwd`) === cluster
    );
  } catch {
    return false;
  }
}
