import { spawnSync } from 'node:child_process';
import { isAtLeast } from '@ppf/mediamtx';

/** The media server that the suite runs against. */
export interface Target {
  readonly kind: 'simulator' | 'mediamtx';
  /** Of a real MediaMTX: the command that starts it. */
  readonly command: string | null;
  /** Output of `--version` (`v1.20.1`); null for the simulator. */
  readonly version: string | null;
  /** MEDIAMTX_AUTH: the auth hook decides, or the media server with public keys. */
  readonly auth: 'http' | 'jwt';
}

/** The oldest release for JWT mode: `Bearer jti:jwt`, and keys that can be fetched again on request (contract §2). */
const JWT_SINCE = 'v1.12.3';

export const SIMULATOR: Target = { kind: 'simulator', command: null, version: null, auth: 'http' };

/** A real MediaMTX from `MEDIAMTX_BIN`, else from the PATH; undefined if there is none. */
export function findMediaMtx(): Target | undefined {
  const command = process.env['MEDIAMTX_BIN'] || 'mediamtx';
  const result = spawnSync(command, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  if (result.status !== 0) return undefined;
  return { kind: 'mediamtx', command, version: result.stdout.trim(), auth: 'http' };
}

/** The same media server in JWT mode; undefined for a release that is too old for it. */
export function inJwtMode(target: Target): Target | undefined {
  const { kind, version } = target;
  if (kind === 'mediamtx' && !isAtLeast(version ?? '', JWT_SINCE)) return undefined;
  return { ...target, auth: 'jwt' };
}
