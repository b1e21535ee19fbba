// What a process uses: resident memory and processor time.
import { execFileSync } from 'node:child_process';

/** Resident memory of the process, megabytes (10^6 bytes). */
export function residentMegabytes({ pid }) {
  return (Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024) / 1e6;
}

/** Processor time that the process has used, milliseconds, in steps of 10. */
export function processorMilliseconds({ pid }) {
  const [, user, system] = /\)(?: \S+){11} (\d+) (\d+)/.exec(
    execFileSync('cat', [`/proc/${pid}/stat`], { encoding: 'utf8' }),
  );
  return (Number(user) + Number(system)) * 10;
}
