// Memory and processor time of a process.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { BenchProcess } from './types.js';

/** Returns the resident memory in megabytes (10^6 bytes). */
export function residentMegabytes({ pid }: BenchProcess): number {
  return (Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024) / 1e6;
}

/** Returns the processor time used so far in milliseconds, in steps of 10. Linux only. */
export function processorMilliseconds({ pid }: BenchProcess): number {
  const [, user, system] = /\)(?: \S+){11} (\d+) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
  return (Number(user) + Number(system)) * 10;
}
