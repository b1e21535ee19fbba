import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Returns a text that distinguishes a process from a later process with the same pid; undefined when no such process
 * runs. Linux: boot id and start time in ticks (proc_pid_stat(5), field 22); elsewhere the start date from ps.
 */
export function processIdentity(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return process.platform === 'linux' ? linuxIdentity(pid) : psIdentity(pid);
}

function linuxIdentity(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command may contain spaces and brackets; the other fields follow its last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

function psIdentity(pid: number): string | undefined {
  const answer = spawnSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const line = answer.stdout?.trim() ?? '';
  return line === '' || line.startsWith('Z') ? undefined : line.slice(line.indexOf(' ')).trim();
}

/** Waits until the process has ended. @returns False if it still runs after `milliseconds`. */
export async function processEnds(pid: number, milliseconds: number): Promise<boolean> {
  const identity = processIdentity(pid);
  for (const end = Date.now() + milliseconds; Date.now() < end;) {
    if (identity === undefined || processIdentity(pid) !== identity) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return processIdentity(pid) !== identity;
}
