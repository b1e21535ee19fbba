import { spawn } from 'node:child_process';
import { processEnds, processIdentity } from './process-identity';

describe('processIdentity', () => {
  it('stays the same while a process runs, and is undefined afterwards', async () => {
    const child = spawn('sleep', ['60']);
    const pid = child.pid ?? 0;
    const identity = processIdentity(pid);
    expect(identity).toBeDefined();
    expect(processIdentity(pid)).toBe(identity);
    expect(await processEnds(pid, 60)).toBe(false);
    child.kill('SIGKILL');
    expect(await processEnds(pid, 5_000)).toBe(true);
    expect(processIdentity(pid)).toBeUndefined();
  });

  it('differs from one process to another', () => {
    expect(processIdentity(process.pid)).not.toBe(processIdentity(process.ppid));
  });

  it.each([0, -1, Number.NaN, 1.5, 999_999_999])('is undefined for %p', (pid) => {
    expect(processIdentity(pid)).toBeUndefined();
  });
});
