import { spawn } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { removeEmbeddedDatabase } from './ensure-cluster';
import { processIdentity } from './process-identity';
import { startEmbeddedDatabase, type EmbeddedDatabase } from './start-embedded-database';

const asRoot = process.getuid?.() === 0;

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('startEmbeddedDatabase', () => {
  let directory = '';
  const started: EmbeddedDatabase[] = [];
  const start = async (options: { port?: number } = {}): Promise<EmbeddedDatabase> => {
    const database = await startEmbeddedDatabase({ directory, durable: false, ...options });
    started.push(database);
    return database;
  };

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'ppf-embedded-'));
    chmodSync(directory, 0o711);
  });

  afterEach(async () => {
    for (const database of started.splice(0)) await database.stop();
    removeEmbeddedDatabase(directory);
  });

  it('keeps data over a restart, and listens on loopback only', async () => {
    const first = await start();
    expect(first.url).toContain('@127.0.0.1:');
    expect(await ask(first.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    const second = await start();
    expect(await ask(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('stores the password in a file of mode 600 and refuses connections without it', async () => {
    const { url } = await start();
    const file = path.join(directory, 'password');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(new URL(url).password).toBe(readFileSync(file, 'utf8').trim());
    await expect(ask(url.replace(/:[^:@]+@/, ':guess@'), 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    );
  });

  it('stops the server of a killed parent and starts with its data', async () => {
    const script = `
      const { startEmbeddedDatabase } = require(${JSON.stringify(path.join(__dirname, '../dist/index.js'))});
      startEmbeddedDatabase({ directory: ${JSON.stringify(directory)}, durable: false }).then((database) => {
        process.stdout.write(database.pid + '\\n');
      });`;
    const parent = spawn(process.execPath, ['-e', script], {
      cwd: path.join(__dirname, '..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = await new Promise<number>((resolve) =>
      parent.stdout.once('data', (text) => resolve(Number(text))),
    );
    await new Promise((resolve) => parent.once('exit', resolve).kill('SIGKILL'));
    expect(processIdentity(pid)).toBeDefined();
    const database = await start();
    expect(processIdentity(pid)).toBeUndefined();
    expect(await ask(database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('ignores a pid file whose pid belongs to another program, and does not stop that program', async () => {
    await (await start()).stop();
    writeFileSync(
      path.join(directory, 'cluster/postmaster.pid'),
      `${process.ppid}\n${directory}\n1\n5432\n\n127.0.0.1\n\nready\n`,
    );
    const database = await start();
    expect(await ask(database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(processIdentity(process.ppid)).toBeDefined();
  });

  it('reports that a running process uses the directory', async () => {
    await start();
    await expect(startEmbeddedDatabase({ directory })).rejects.toMatchObject({ fault: 'in-use' });
  });

  it('reports a port in use', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as AddressInfo;
    await expect(start({ port })).rejects.toThrow(`Port ${port} for PostgreSQL is in use by another program`);
    holder.close();
  });

  it.each([
    ['a directory that holds something else', () => mkdirSync(path.join(directory, 'cluster'))],
    [
      'a data directory of another major version',
      () => {
        mkdirSync(path.join(directory, 'cluster/global'), { recursive: true });
        writeFileSync(path.join(directory, 'cluster/PG_VERSION'), '14\n');
        writeFileSync(path.join(directory, 'cluster/global/pg_control'), '');
      },
    ],
  ])('refuses %s and changes nothing in it', async (_name, breakIt) => {
    writeFileSync(path.join(directory, 'password'), 'secret\n', { mode: 0o600 });
    breakIt();
    await expect(start()).rejects.toMatchObject({ fault: 'broken-directory' });
    expect(statSync(path.join(directory, 'cluster')).isDirectory()).toBe(true);
  });

  it('refuses a file instead of a directory', async () => {
    rmSync(directory, { recursive: true });
    writeFileSync(directory, '');
    await expect(start()).rejects.toMatchObject({ fault: 'broken-directory' });
  });

  it('starts after an interrupted initdb', async () => {
    mkdirSync(path.join(directory, 'cluster.new-1/base'), { recursive: true });
    await start();
    expect(() => statSync(path.join(directory, 'cluster.new-1'))).toThrow('ENOENT');
  });

  (asRoot ? it : xit)('works under a directory that only root may enter', async () => {
    chmodSync(directory, 0o700);
    const first = await start();
    expect(lstatSync(path.join(directory, 'cluster')).isSymbolicLink()).toBe(true);
    await ask(first.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    await first.stop();
    expect(await ask((await start()).url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });
});
