import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endLeftovers, livingPid, takeDataDirectory, writePidFile } from './pid-files';

describe('pid files', () => {
  let run = '';
  const children: ChildProcess[] = [];
  const sleeper = (): { child: ChildProcess; pid: number; gone: Promise<unknown> } => {
    const child = spawn('sleep', ['60']);
    children.push(child);
    return { child, pid: child.pid ?? 0, gone: new Promise((resolve) => child.once('exit', resolve)) };
  };

  beforeEach(() => (run = mkdtempSync(path.join(tmpdir(), 'ppf-run-'))));
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(run, { recursive: true });
  });

  it('stop the programs of an earlier start and are removed', async () => {
    const { pid, gone } = sleeper();
    writePidFile(run, 'backend', pid);
    expect(livingPid(run, 'backend')).toBe(pid);
    await endLeftovers(run, ['backend', 'media-server']);
    await gone;
    expect(readdirSync(run)).toEqual([]);
  });

  it('ignore a later process with the same pid', async () => {
    const { child, pid } = sleeper();
    writePidFile(run, 'backend', pid);
    writeFileSync(path.join(run, 'backend.started'), 'of another boot:1');
    await endLeftovers(run, ['backend']);
    expect(child.exitCode).toBeNull();
    expect(child.killed).toBe(false);
    expect(process.kill(pid, 0)).toBe(true);
  });

  it.each(['', 'x', '-1', '0', '999999999'])('name no process when they contain %j', async (text) => {
    writeFileSync(path.join(run, 'backend.pid'), text);
    writeFileSync(path.join(run, 'backend.started'), text);
    expect(livingPid(run, 'backend')).toBeUndefined();
    await endLeftovers(run, ['backend']);
  });

  describe('of the data directory', () => {
    it('allow one start, and the next one after it', async () => {
      const release = await takeDataDirectory(run);
      release();
      (await takeDataDirectory(run))();
      expect(readdirSync(run)).toEqual([]);
    });

    it('allow a start after one that was killed', async () => {
      writeFileSync(path.join(run, 'standalone.lock'), '');
      writeFileSync(path.join(run, 'standalone.pid'), '999999999');
      (await takeDataDirectory(run))();
    });

    it('wait for a start that is stopping', async () => {
      const { child, pid } = sleeper();
      writeFileSync(path.join(run, 'standalone.lock'), '');
      writePidFile(run, 'standalone', pid);
      setTimeout(() => child.kill(), 300);
      const release = await takeDataDirectory(run);
      expect(livingPid(run, 'standalone')).toBe(process.pid);
      release();
    });

    it('refuse a second start while the first runs', async () => {
      const { pid } = sleeper();
      writeFileSync(path.join(run, 'standalone.lock'), '');
      writePidFile(run, 'standalone', pid);
      await expect(takeDataDirectory(run)).rejects.toThrow(
        `already running with this DATA_DIR (process ${pid})`,
      );
      expect(existsSync(path.join(run, 'standalone.lock'))).toBe(true);
    });
  });
});
