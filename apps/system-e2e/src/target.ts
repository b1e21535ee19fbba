import { spawnSync } from 'node:child_process';
import { isAtLeast } from '@ppf/mediamtx';

/** The media server that the suite runs against. */
export interface Target {
  readonly kind: 'simulator' | 'mediamtx';
  /** Of a real MediaMTX: the command that starts it. */
  readonly command: string | null;
  /** As `--version` says it (`v1.20.1`); null for the simulator. */
  readonly version: string | null;
  /** Who checks viewers and cameras: our hook, or the media server by our public keys (MEDIAMTX_AUTH). */
  readonly auth: 'http' | 'jwt';
}

/** The oldest release that JWT mode works with: `Bearer jti:jwt`, and keys fetched anew when it is told (contract §2). */
const JWT_SINCE = 'v1.12.3';

export const SIMULATOR: Target = { kind: 'simulator', command: null, version: null, auth: 'http' };

/** A real MediaMTX: what `MEDIAMTX_BIN` names, else the one on the PATH; undefined where there is none. */
export function findMediaMtx(): Target | undefined {
  const command = process.env['MEDIAMTX_BIN'] || 'mediamtx';
  const asked = spawnSync(command, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  if (asked.status !== 0) return undefined;
  return { kind: 'mediamtx', command, version: asked.stdout.trim(), auth: 'http' };
}

/** The same media server in JWT mode; undefined for a release that is too old for it. */
export function inJwtMode(target: Target): Target | undefined {
  const { kind, version } = target;
  if (kind === 'mediamtx' && !isAtLeast(version ?? '', JWT_SINCE)) return undefined;
  return { ...target, auth: 'jwt' };
}
