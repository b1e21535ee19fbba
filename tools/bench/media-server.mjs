// A real MediaMTX, where there is one.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from './free-ports.mjs';
import { start, untilAnswers } from './processes.mjs';

/** `{ command, version }` of what MEDIAMTX_BIN names or the PATH has; undefined where there is none. */
export function findMediaMtx() {
  const command = process.env.MEDIAMTX_BIN || 'mediamtx';
  const asked = spawnSync(command, ['--version'], { encoding: 'utf8', timeout: 5000 });
  return asked.status === 0 ? { command, version: asked.stdout.trim() } : undefined;
}

/** Lines of a configuration that asks `hook` of every reader. */
export const askingHook = (hook) => ['authMethod: http', `authHTTPAddress: ${hook}`];

/** Lines of one that checks readers by the public keys at `url`. */
export const checkingByKeys = (url) => ['authMethod: jwt', `authJWTJWKS: ${url}`];

/** MediaMTX with nothing but its WebRTC server. Loads on v1.9.3 and later. */
export async function startMediaMtx(folder, name, command, auth) {
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
  await untilAnswers(`http://127.0.0.1:${port}/`, { child, wanted: () => true, seconds: 15 });
  return { port, child };
}
