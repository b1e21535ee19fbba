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
  ])('with %j reports that there is no installation', (environment, where) => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [path.join(__dirname, '../run.mjs'), 'cli', 'doctor'],
      {
        cwd: folder,
        env: { PATH: process.env['PATH'], ...environment },
        encoding: 'utf8',
      },
    );
    expect([status, stderr]).toEqual([1, `No installation in ${where}; set DATA_DIR or DATABASE_URL.\n`]);
  });
});
