import { spawn } from 'node:child_process';
import { existsSync, closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CreateMediaServerRequest } from '@ppf/contracts';
import { parse, stringify } from 'yaml';
import { type Target } from './target';
import { freePort } from '@ppf/free-ports';
import { type Product } from './product';
import { waitFor } from '@ppf/testing';
import { workspaceRoot } from './workspace-root';

/** A media server in addition to the product's own. */
export interface SecondMediaServer {
  /** The request that adds it. */
  readonly request: CreateMediaServerRequest;
  stop(): Promise<void>;
}

const SIMULATOR_MAIN = path.join(workspaceRoot, 'libs/mediamtx-simulator/dist/main.js');

/** Starts one with the product's configuration file and other ports. It uses the same auth hook. */
export async function startSecondMediaServer(
  { command }: Target,
  { dataDirectory }: Product,
): Promise<SecondMediaServer> {
  const folder = path.join(dataDirectory, 'second-media-server');
  mkdirSync(folder);
  const [api, rtsp, webrtc, hls] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const media = await freePort();
  const known = parse(readFileSync(settingsFile(dataDirectory), 'utf8')) as object;
  const file = path.join(folder, 'mediamtx.yml');
  const ports = { apiAddress: api, rtspAddress: rtsp, webrtcAddress: webrtc, hlsAddress: hls };
  const media_ports = { webrtcLocalUDPAddress: media, webrtcLocalTCPAddress: media };
  const addresses = Object.entries({ ...ports, ...media_ports }).map(([key, port]) => [key, local(port)]);
  writeFileSync(file, stringify({ ...known, ...Object.fromEntries(addresses) }), { mode: 0o600 });
  const stop = launch(command === null ? [process.execPath, SIMULATOR_MAIN] : [command], folder, file);
  const request = {
    name: 'Second',
    api_url: `http://${local(api)}`,
    webrtc_url: `http://${local(webrtc)}`,
    hls_url: `http://${local(hls)}`,
    rtsp_url: `rtsp://${local(rtsp)}`,
  };
  try {
    await waitFor(
      async () => (await fetch(`${request.api_url}/v3/config/global/get`)).ok,
      'the second media server answers',
      { withinMs: 15_000 },
    );
    return { request, stop };
  } catch (cause) {
    await stop();
    throw new Error(readFileSync(path.join(folder, 'output.txt'), 'utf8').slice(-1000), { cause });
  }
}

/** The file of the product's media server in plain text. Beside a media agent the agent reads it. */
function settingsFile(dataDirectory: string): string {
  const ofAgent = path.join(dataDirectory, 'media-agent/settings.yml');
  return existsSync(ofAgent) ? ofAgent : path.join(dataDirectory, 'mediamtx/mediamtx.yml');
}

function local(port: number): string {
  return `127.0.0.1:${port}`;
}

function launch(
  [program = '', ...args]: readonly string[],
  folder: string,
  file: string,
): () => Promise<void> {
  const output = openSync(path.join(folder, 'output.txt'), 'a');
  const child = spawn(program, [...args, file], {
    cwd: folder,
    stdio: ['ignore', output, output],
    // On by default from v1.19.0 on, and unknown to the file of v1.9.3.
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], MTX_MOQ: 'no' },
  });
  closeSync(output);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return async () => {
    child.kill('SIGTERM');
    await gone;
  };
}
