import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  rmdirSync,
  writeSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Pit } from '@ppf/contracts';
import { SIMULATOR } from '../world/target';
import { ApiClient, ApiProblem } from '../world/api-client';
import { startProduct, type Product } from '../world/product';
import { waitFor } from '@ppf/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { heals } from './world/healing';

/** A new database and its log take about 90 MB. */
const SIZE = '200m';

const disk = mountSmallDisk();
if (!disk) process.stderr.write('Skipped: the chaos test of a full disk. Only root may mount a small one.\n');

/** A separate file system in memory; undefined where that is not allowed. */
function mountSmallDisk(): string | undefined {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=711`, 'tmpfs', folder]);
  if (mounted.status === 0) return folder;
  rmdirSync(folder);
  return undefined;
}

/** Fills the disk. @returns a function that frees it. */
function fill(folder: string): () => void {
  const file = path.join(folder, 'ballast');
  const ballast = openSync(file, 'w');
  for (let size = 1024 * 1024; size >= 512; size /= 2) {
    try {
      for (const block = Buffer.alloc(size); ;) writeSync(ballast, block);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  closeSync(ballast);
  return () => rmSync(file);
}

function describeFullDisk(folder: string): void {
  const dataDirectory = path.join(folder, 'data');
  let product: Product;
  let admin: ApiClient;
  let workshopId: number;
  let number = 0;
  const acknowledged: Pit[] = [];

  beforeAll(async () => {
    mkdirSync(dataDirectory);
    chmodSync(dataDirectory, 0o711);
    product = await startProduct(SIMULATOR, { DATA_DIR: dataDirectory });
    admin = await ApiClient.signIn(product.origin, product.admin);
    workshopId = (await admin.createWorkshop('Attic')).id;
  });
  afterAll(async () => {
    await product?.stop();
    spawnSync('umount', ['-l', folder]);
    rmdirSync(folder);
  });

  const write = async (): Promise<Pit> => {
    const made = await admin.createPit(workshopId, (number += 1));
    acknowledged.push(made);
    return made;
  };

  /** Writes until a write is refused. */
  async function refusal(): Promise<unknown> {
    for (const until = performance.now() + 60_000; performance.now() < until;) {
      const refused = await write().catch((reason: unknown) => reason);
      if (refused instanceof Error) return refused;
    }
    throw new Error('Everything could be written.');
  }

  it('reports a full disk, and continues with all acknowledged writes when there is space', async () => {
    await write();
    const makeRoom = fill(folder);
    const refused = await refusal();
    expect(refused).toBeInstanceOf(ApiProblem);
    const { status, problem } = refused as ApiProblem;
    expect([status, problem.code]).toEqual([507, 'storage-full']);
    expect(problem.detail).toMatch(/disk/);
    // Regardless of failures of the database and the logs meanwhile.
    for (let tries = 0; tries < 20; tries += 1) {
      await write().catch(() => undefined);
      await pause(250);
    }
    makeRoom();
    const roomy = performance.now();
    await heals(
      {
        fault: 'disk full in the data directory',
        on: 'simulator',
        healed: 'written again',
        promised: 30_000,
      },
      roomy,
      () => waitFor(write, 'a pit is made', { withinMs: 40_000 }),
    );
    for (const { id, path: name } of acknowledged) expect((await admin.pit(id)).path).toBe(name);
    await waitFor(async () => (await admin.system()).media_server.reachable, 'the media server is there', {
      withinMs: 30_000,
    });
    expect(product.output()).not.toMatch(/uncaught|unhandled/i);
  });
}

(disk ? describe : describe.skip)('a full disk', () => describeFullDisk(disk ?? ''));
