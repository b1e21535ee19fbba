import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeCheckout } from '../guides/checkout';
import { takeFromPages } from '../guides/take-from-pages';
import { typeCommand } from '../guides/typed-command';
import { findProgram } from '../proxies/proxy';

const PAGE = 'docs/guides/several-machines.md';
const guides = takeFromPages(__filename);
const missing = ['nginx', 'openssl'].filter((program) => findProgram(program) === undefined);
if (missing.length > 0)
  process.stderr.write(`Skipped: the fleet by its command, for want of ${missing.join(' and ')}.\n`);

(missing.length === 0 ? describe : describe.skip)('the fleet by its command', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-'));
    makeCheckout(path.join(folder, 'checkout'));
    mkdirSync(path.join(folder, 'tmp'));
    // PostgreSQL runs as another user where this runs as root.
    for (const each of ['', 'tmp']) chmodSync(path.join(folder, each), 0o711);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['fleet', ['Backend 1', 'Backend 2', 'MediaMTX 1', 'MediaMTX 2']],
    ['npm run fleet -- --edges', ['Backend 1', 'Backend 2', 'MediaMTX 1', 'MediaMTX 2', 'MediaMTX 3']],
  ])('%s: starts, prints what runs, and removes its files', async (piece, parts) => {
    const { MEDIAMTX_BIN = '' } = process.env;
    const [checkout, temporary] = ['checkout', 'tmp'].map((each) => path.join(folder, each));
    const environment = { MEDIAMTX_BIN, TMPDIR: temporary ?? '' };
    const fleet = typeCommand(guides.take(PAGE, piece).trim(), checkout ?? '', environment);
    const pids: string[] = [];
    try {
      await fleet.says(/Open +https:\/\/localhost:\d+/, 120_000);
      for (const part of parts) {
        const [, pid = ''] = await fleet.says(new RegExp(`${part} .*\\(process (\\d+)`), 1000);
        pids.push(pid);
      }
    } finally {
      await fleet.pressCtrlC();
    }
    expect(pids.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
    expect(readdirSync(temporary ?? '').filter((name) => name.startsWith('ppf-'))).toEqual([]);
  });

  it('runs every command that the page shows', () => expect(guides.left()).toEqual([]));
});
