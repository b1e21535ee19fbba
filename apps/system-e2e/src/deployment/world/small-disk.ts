import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A separate file system in memory, which only root may mount; undefined if that is not allowed. */
export function mountSmallDisk(size: string): string | undefined {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=711`, 'tmpfs', folder]);
  if (mounted.status === 0) return folder;
  rmdirSync(folder);
  return undefined;
}

/** Unmounts it. */
export function unmountDisk(folder: string): void {
  spawnSync('umount', [folder]);
  rmdirSync(folder);
}
