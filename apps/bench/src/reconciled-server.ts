// A media server that can be restarted and reports its number of paths: a real MediaMTX where one is installed, else
// control-api.ts.
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { findMediaMtx } from './media-server.js';
import { freePort } from '@ppf/free-ports';
import { start, stop, untilReady } from './processes.js';
import { startControlApi } from './scripted-control-api.js';
import type { BenchProcess } from './types.js';

export interface ReconciledServer {
  /** Port of the control API. */
  readonly port: number;
  /** Resolves when the control API responds again. */
  restart(): Promise<void>;
  /** Returns the number of paths. */
  paths(): Promise<number>;
  stop(): Promise<void>;
}

export async function startReconciledServer(folder: string, name: string): Promise<ReconciledServer> {
  const found = findMediaMtx();
  if (found) return startRealServer(folder, name, found.command);
  const scripted = await startControlApi();
  return {
    port: scripted.port,
    restart: () => scripted.restart(),
    paths: async () => (await scripted.counts()).paths,
    stop: () => stop(scripted.child),
  };
}

async function startRealServer(folder: string, name: string, command: string): Promise<ReconciledServer> {
  const port = await freePort();
  const file = path.join(folder, `${name}.yml`);
  const off = ['rtsp', 'rtmp', 'hls', 'srt', 'webrtc', 'metrics'].map((key) => `${key}: no`);
  writeFileSync(
    file,
    ['logLevel: error', 'api: yes', `apiAddress: 127.0.0.1:${port}`, ...off, ''].join('\n'),
  );
  const origin = `http://127.0.0.1:${port}`;
  const begin = async (): Promise<BenchProcess> => {
    const started = start(name, command, [file], {
      log: path.join(folder, `${name}.log`),
      env: { MTX_MOQ: 'no' },
      cwd: folder,
    });
    await untilReady(`${origin}/v3/config/global/get`, { child: started, seconds: 15 });
    return started;
  };
  let child = await begin();
  return {
    port,
    restart: async () => {
      await stop(child);
      child = await begin();
    },
    paths: async () => {
      const response = await fetch(`${origin}/v3/config/paths/list?itemsPerPage=1`).catch(() => undefined);
      if (!response?.ok) return 0;
      return ((await response.json()) as { itemCount: number }).itemCount;
    },
    stop: () => stop(child),
  };
}

export interface SilentCamera {
  readonly port: number;
  /** Returns the times of the connections since the last call. */
  connections(): number[];
  close(): void;
}

/** Starts a camera that accepts connections and sends nothing. */
export async function startSilentCamera(): Promise<SilentCamera> {
  const connectedAt: number[] = [];
  const server = createServer((socket) => {
    connectedAt.push(performance.now());
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connectedAt.splice(0),
    close: () => void server.close(),
  };
}
