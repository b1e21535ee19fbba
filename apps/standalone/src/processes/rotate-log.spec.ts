import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rotateLog } from './rotate-log';

describe('rotateLog', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'ppf-log-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const at = (name: string) => path.join(folder, name);

  it('rotates the log of a program that continues to write', async () => {
    writeFileSync(at('log'), '', { mode: 0o600 });
    const out = openSync(at('log'), 'a');
    // Prints each input line.
    const child = spawn(
      process.execPath,
      ['-e', "process.stdin.on('data', (d) => process.stdout.write(d))"],
      {
        stdio: ['pipe', out, 'inherit'],
      },
    );
    const say = async (text: string) => {
      const before = statSync(at('log')).size;
      child.stdin?.write(text);
      while (statSync(at('log')).size < before + text.length)
        await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await say('first\n'.repeat(20));
    expect(rotateLog(at('log'), 100)).toBe(true);
    await say('second\n');
    expect(readFileSync(at('log.1'), 'utf8')).toBe('first\n'.repeat(20));
    expect(readFileSync(at('log'), 'utf8')).toBe('second\n');
    expect(rotateLog(at('log'), 100)).toBe(false);
    expect(statSync(at('log.1')).mode & 0o077).toBe(0);
    child.kill();
    await once(child, 'exit');
  });

  it('leaves a small log, a missing log, and one that cannot be copied', () => {
    writeFileSync(at('log'), 'x'.repeat(100));
    expect(rotateLog(at('log'), 100)).toBe(false);
    expect(rotateLog(at('none'), 100)).toBe(false);
    writeFileSync(at('log'), 'x'.repeat(101));
    writeFileSync(at('blocked'), '');
    expect(rotateLog(path.join(at('blocked'), 'log'), 100)).toBe(false);
    expect(readFileSync(at('log'), 'utf8')).toHaveLength(101);
  });
});
