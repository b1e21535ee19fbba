import { spawnSync } from 'node:child_process';

/** The media server that the suite runs against. */
export interface Target {
  readonly kind: 'simulator' | 'mediamtx';
  /** Of a real MediaMTX: the command that starts it. */
  readonly command: string | null;
  /** As `--version` says it (`v1.20.1`); null for the simulator. */
  readonly version: string | null;
}

export const SIMULATOR: Target = { kind: 'simulator', command: null, version: null };

/** A real MediaMTX: what `MEDIAMTX_BIN` names, else the one on the PATH; undefined where there is none. */
export function findMediaMtx(): Target | undefined {
  const command = process.env['MEDIAMTX_BIN'] || 'mediamtx';
  const asked = spawnSync(command, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  if (asked.status !== 0) return undefined;
  return { kind: 'mediamtx', command, version: asked.stdout.trim() };
}
