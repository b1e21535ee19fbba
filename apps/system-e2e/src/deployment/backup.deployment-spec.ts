import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeCheckout } from '../guides/checkout';
import { runShell } from '../guides/run-shell';
import { takeFromPages } from '../guides/take-from-pages';
import { SIMULATOR } from '../world/target';
import { findProgram } from '../proxies/proxy';
import { type Credentials } from '../world/api-client';
import { freePortsInARow } from '@ppf/free-ports';
import { type Product, startProduct } from '../world/product';
import { waitFor } from '@ppf/testing';
import { workspaceRoot } from '../world/workspace-root';

// Two whole starts, on a machine that does other work too.
jest.setTimeout(300_000);

const PASSPHRASE = 'correct horse battery staple';
const guides = takeFromPages(__filename);

describe('an installation of npm start', () => {
  let folder: string;
  let checkout: string;
  let product: Product | undefined;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-moved-'));
    chmodSync(folder, 0o711);
    checkout = makeCheckout(path.join(folder, 'checkout'));
  });
  afterEach(async () => {
    await product?.stop();
    product = undefined;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs a piece of the page in a checkout, for what `npm start` keeps in a folder. */
  const byThePage = (piece: string, dataDirectory: string): Promise<string> =>
    runShell([guides.take('docs/guides/operating.md', piece)], checkout, { DATA_DIR: dataDirectory });
  /** Runs `npm run cli -- …` in the folder of an installation. */
  const cli = (dataDirectory: string, ...args: string[]) => {
    const env = {
      PATH: process.env['PATH'],
      HOME: folder,
      DATA_DIR: dataDirectory,
      BACKUP_PASSPHRASE: PASSPHRASE,
    };
    const program = [path.join(workspaceRoot, 'tools/run.mjs'), 'cli', ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, program, {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  it('is backed up while it runs, and runs elsewhere with the same members, pits and live cameras', async () => {
    const [file, elsewhere] = [path.join(checkout, 'ppf-2026-11-25.backup'), path.join(folder, 'elsewhere')];
    // Secrets that are kept by npm start itself, as on a real machine.
    const cameras = String(await freePortsInARow(4));
    const own = { STREAM_TOKEN_SECRET: '', STREAM_TOKEN_KEY: '', SAMPLE_CAMERAS_PORT: cameras };
    product = await startProduct(SIMULATOR, own);
    const { admin } = product;
    const before = await pitsOf(product, admin);
    expect(before).toHaveLength(4);
    const kept = readFileSync(path.join(product.dataDirectory, 'secrets.json'), 'utf8');
    await byThePage('back-up-checkout', product.dataDirectory);
    await product.stop();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'latin1')).not.toContain('sample');

    await byThePage('restore-checkout', elsewhere);
    expect(readFileSync(path.join(elsewhere, 'secrets.json'), 'utf8')).toBe(kept);
    expect(statSync(path.join(elsewhere, 'secrets.json')).mode & 0o777).toBe(0o600);
    product = await startProduct(SIMULATOR, { ...own, DATA_DIR: elsewhere });
    expect(product.admin).toEqual(admin);
    expect(await pitsOf(product, admin)).toEqual(before);
    const used = cli(elsewhere, 'restore', '--from', file, '--replace');
    expect(used).toMatchObject({ status: 1, stderr: expect.stringContaining('stop it first') });
    await untilLive(product, admin);
    expect(existsSync(path.join(elsewhere, 'secrets.json.before-restore'))).toBe(false);
  });

  const age = findProgram('age');
  if (!age) process.stderr.write('Skipped: opening a backup with age, which is not installed.\n');
  const whereAge = age ? it : it.skip;
  whereAge('creates backups for a key that age alone can decrypt', async () => {
    const dataDirectory = path.join(folder, 'another');
    await byThePage('restore-checkout', dataDirectory);
    expect(await byThePage('for-a-key', dataDirectory)).toContain('ppf-monitoring-backup');
  });

  whereAge('runs every command that the page shows', () => expect(guides.left()).toEqual([]));
});

async function ask<T>({ origin }: Product, { email, password }: Credentials, url: string): Promise<T> {
  const signIn = await fetch(`${origin}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const { access_token: token } = (await signIn.json()) as { access_token: string };
  const answer = await fetch(`${origin}${url}`, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}

interface Pit {
  readonly id: number;
  readonly number: number;
  readonly name: string;
  readonly path: string;
}

async function pitsOf(product: Product, admin: Credentials): Promise<Pit[]> {
  const { items } = await ask<{ items: Pit[] }>(product, admin, '/api/v1/workshops/1/pits');
  return items.map(({ id, number, name, path: its }) => ({ id, number, name, path: its }));
}

/** The media server reached a camera with the password that was sealed before the move. */
async function untilLive(product: Product, admin: Credentials): Promise<void> {
  await waitFor(
    async () => {
      const { items } = await ask<{ items: { stream: { status: string } }[] }>(
        product,
        admin,
        '/api/v1/streams',
      );
      const statuses = items.map(({ stream }) => stream.status);
      if (!statuses.includes('live')) throw new Error(JSON.stringify(items).slice(0, 500));
      return statuses;
    },
    'a camera is live',
    { withinMs: 60_000 },
  );
}
