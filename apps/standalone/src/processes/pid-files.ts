import { processEnds, processIdentity } from '@ppf/embedded-database';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explainFileError, StartFault } from '../start-fault';

/** Notes which process runs as `name`. Beside the pid lies what tells it from a later process of the same pid. */
export function writePidFile(run: string, name: string, pid: number): void {
  writeFileSync(path.join(run, `${name}.started`), processIdentity(pid) ?? '');
  writeFileSync(path.join(run, `${name}.pid`), `${pid}\n`);
}

/** Forgets it. */
export function removePidFile(run: string, name: string): void {
  for (const suffix of ['pid', 'started']) rmSync(path.join(run, `${name}.${suffix}`), { force: true });
}

/** The pid of `name` where that very process still lives. */
export function livingPid(run: string, name: string): number | undefined {
  try {
    const pid = Number(readFileSync(path.join(run, `${name}.pid`), 'utf8').trim());
    const started = readFileSync(path.join(run, `${name}.started`), 'utf8');
    return started !== '' && processIdentity(pid) === started ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Ends what an earlier start left running because it was killed. */
export async function endLeftovers(run: string, names: readonly string[]): Promise<void> {
  await Promise.all(
    names.map(async (name) => {
      const pid = livingPid(run, name);
      // SIGINT: releases of MediaMTX before v1.14.0 end gracefully on no other signal (MediaMTX contract §10).
      if (
        pid !== undefined &&
        !(await endProcess(pid, 'SIGINT', 3_000)) &&
        !(await endProcess(pid, 'SIGKILL', 2_000))
      ) {
        throw new StartFault(`Process ${pid} (${name}) of an earlier start does not end: end it by hand.`);
      }
      removePidFile(run, name);
    }),
  );
}

async function endProcess(pid: number, signal: NodeJS.Signals, wait: number): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
    throw new StartFault(`Process ${pid} of an earlier start belongs to another user: end it by hand.`);
  }
  return processEnds(pid, wait);
}

const SELF = 'standalone';

/** Takes the data directory for this process; the returned function gives it back. A second start is refused. */
export function takeDataDirectory(run: string): () => void {
  const lock = path.join(run, `${SELF}.lock`);
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      closeSync(openSync(lock, 'wx'));
      writePidFile(run, SELF, process.pid);
      return () => {
        removePidFile(run, SELF);
        rmSync(lock, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw explainFileError(error, lock);
      const holder = livingPid(run, SELF);
      if (holder !== undefined) {
        throw new StartFault(
          `It is already running with this DATA_DIR (process ${holder}): stop that one, or set DATA_DIR and PORT for a second one.`,
        );
      }
      rmSync(lock, { force: true });
    }
  }
  throw new StartFault(`${lock} is contended: another start is under way.`);
}
