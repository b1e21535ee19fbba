// A media server that is restarted, and asked how many paths it has: a real MediaMTX where there is one, else the
// stand-in of control-api.mjs.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { findMediaMtx } from './media-server.mjs';
import { freePort } from './free-ports.mjs';
import { start, stop, untilAnswers } from './processes.mjs';
import { startControlApi } from './scripted-control-api.mjs';

/** `{ port, restart(), paths() }`; `restart` resolves when the control API answers again. */
export async function startReconciledServer(folder, name) {
  const found = findMediaMtx();
  if (found) return realServer(folder, name, found.command);
  const scripted = await startControlApi();
  return {
    port: scripted.port,
    restart: () => scripted.ask('restart'),
    paths: async () => (await scripted.ask('counts')).paths,
    stop: () => stop(scripted.child),
  };
}

async function realServer(folder, name, command) {
  const port = await freePort();
  const file = path.join(folder, `${name}.yml`);
  const off = ['rtsp', 'rtmp', 'hls', 'srt', 'webrtc', 'metrics'].map((key) => `${key}: no`);
  writeFileSync(
    file,
    ['logLevel: error', 'api: yes', `apiAddress: 127.0.0.1:${port}`, ...off, ''].join('\n'),
  );
  const origin = `http://127.0.0.1:${port}`;
  let child;
  const begin = async () => {
    child = start(name, command, [file], {
      log: path.join(folder, `${name}.log`),
      env: { MTX_MOQ: 'no' },
      cwd: folder,
    });
    await untilAnswers(`${origin}/v3/config/global/get`, { child, seconds: 15 });
  };
  await begin();
  return {
    port,
    restart: async () => {
      await stop(child);
      await begin();
    },
    paths: async () => {
      const answer = await fetch(`${origin}/v3/config/paths/list?itemsPerPage=1`).catch(() => undefined);
      return answer?.ok ? (await answer.json()).itemCount : 0;
    },
    stop: () => stop(child),
  };
}

/** A camera that takes connections and says nothing. `calls()` are the instants of those since it was last asked. */
export async function startSilentCamera() {
  let called = [];
  const server = createServer((socket) => {
    called.push(performance.now());
    socket.on('error', () => undefined);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    calls: () => called.splice(0),
    close: () => server.close(),
  };
}
