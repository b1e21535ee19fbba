import { processEnds, processIdentity } from '@ppf/embedded-database';
import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explainFileError, StartFault } from '../start-fault';

/** Records the process of `name`: its pid, and an identity that distinguishes it from a later process with the same pid. */
export function writePidFile(run: string, name: string, pid: number): void {
  writeFileSync(path.join(run, `${name}.started`), processIdentity(pid) ?? '');
  writeFileSync(path.join(run, `${name}.pid`), `${pid}\n`);
}

/** Removes the record. */
export function removePidFile(run: string, name: string): void {
  for (const suffix of ['pid', 'started']) rmSync(path.join(run, `${name}.${suffix}`), { force: true });
}

/** Returns the pid of `name` if this process still runs. */
export function livingPid(run: string, name: string): number | undefined {
  try {
    const pid = Number(readFileSync(path.join(run, `${name}.pid`), 'utf8').trim());
    const started = readFileSync(path.join(run, `${name}.started`), 'utf8');
    return started !== '' && processIdentity(pid) === started ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Stops the programs of an earlier start that was killed. */
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
/** Time to wait for an earlier start that is stopping. */
const RELEASED_WITHIN_MS = 5_000;
const LOCK_SETTLES_WITHIN_MS = 1_000;

/** Locks the data directory for this process. @returns A function that unlocks it. @throws StartFault if it is locked. */
export async function takeDataDirectory(run: string): Promise<() => void> {
  const lock = path.join(run, `${SELF}.lock`);
  for (const end = Date.now() + RELEASED_WITHIN_MS; ;) {
    if (take(lock)) break;
    const holder = livingPid(run, SELF);
    if (holder === undefined && isOld(lock)) rmSync(lock, { force: true });
    else if (Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
    else {
      throw new StartFault(
        `It is already running with this DATA_DIR (process ${holder ?? 'unknown'}): stop that one, or set DATA_DIR and PORT for a second one.`,
      );
    }
  }
  writePidFile(run, SELF, process.pid);
  return () => {
    removePidFile(run, SELF);
    rmSync(lock, { force: true });
  };
}

/** A new lock without a process belongs to a start that has not written its pid yet. */
function isOld(lock: string): boolean {
  const madeAt = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - madeAt > LOCK_SETTLES_WITHIN_MS;
}

function take(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx'));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw explainFileError(error, lock);
  }
}
