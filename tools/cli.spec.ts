import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

describe('npm run cli', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cli-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    [{}, './data'],
    [{ DATA_DIR: 'kept' }, 'kept'],
  ])('with %j says in one sentence that nothing is installed there', (environment, where) => {
    const { status, stderr } = spawnSync(process.execPath, [path.join(__dirname, 'cli.mjs'), 'doctor'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...environment },
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([1, `No installation in ${where}; set DATA_DIR or DATABASE_URL.\n`]);
  });
});
