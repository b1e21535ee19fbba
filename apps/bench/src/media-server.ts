// A real MediaMTX, where one is installed.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '@ppf/free-ports';
import { start, untilReady } from './processes.js';
import type { BenchProcess } from './types.js';

export interface MediaMtx {
  readonly command: string;
  readonly version: string;
}

/** Returns the MediaMTX that MEDIAMTX_BIN names or that is on the PATH. */
export function findMediaMtx(): MediaMtx | undefined {
  const command = process.env['MEDIAMTX_BIN'] || 'mediamtx';
  const outcome = spawnSync(command, ['--version'], { encoding: 'utf8', timeout: 5000 });
  return outcome.status === 0 ? { command, version: outcome.stdout.trim() } : undefined;
}

/** Returns the configuration for authentication by a hook. */
export const hookAuth = (hook: string): string[] => ['authMethod: http', `authHTTPAddress: ${hook}`];

/** Returns the configuration for authentication by JWTs, verified by the public keys at `url`. */
export const jwtAuth = (url: string): string[] => ['authMethod: jwt', `authJWTJWKS: ${url}`];

/** Starts MediaMTX with only its WebRTC server. The configuration is valid from v1.9.3 on. */
export async function startMediaMtx(
  folder: string,
  name: string,
  command: string,
  auth: readonly string[],
): Promise<{ port: number; child: BenchProcess }> {
  const port = await freePort();
  const file = path.join(folder, `${name}.yml`);
  const off = ['rtsp', 'rtmp', 'hls', 'srt', 'api', 'metrics'].map((key) => `${key}: no`);
  const lines = [
    'logLevel: error',
    ...auth,
    ...off,
    'webrtc: yes',
    `webrtcAddress: 127.0.0.1:${port}`,
    `webrtcLocalUDPAddress: 127.0.0.1:${await freePort()}`,
    'webrtcIPsFromInterfacesList: [lo]',
    'paths:',
    "  '~^workshop-[0-9]+/pit-[0-9]+(/sub)?$':",
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  const child = start(name, command, [file], {
    log: path.join(folder, `${name}.log`),
    env: { MTX_MOQ: 'no' },
    cwd: folder,
  });
  await untilReady(`http://127.0.0.1:${port}/`, { child, isReady: () => true, seconds: 15 });
  return { port, child };
}
