import { spawn, type ChildProcess } from 'node:child_process';
import { createSecretKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, chmodSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Target } from './target';
import { type Credentials } from './api-client';
import { freePort, freePortsInARow } from '@ppf/free-ports';
import { waitFor } from '@ppf/testing';
import { workspaceRoot } from './workspace-root';

/** The whole product on one machine, started as by `npm start`, in a separate data directory. */
export interface Product {
  readonly origin: string;
  readonly dataDirectory: string;
  readonly ports: Readonly<Record<'http' | 'rtsp' | 'api' | 'webrtc' | 'hls', number>>;
  /** Key of the stream tokens, with which the suite forges tokens. */
  readonly streamTokenKey: KeyObject;
  readonly admin: Credentials;
  /** Its environment, for commands with the same settings. */
  readonly environment: Readonly<Record<string, string>>;
  /** Current process id of the media server; undefined while it is being restarted. */
  mediaServerPid(): number | undefined;
  /** The end of its output. */
  output(): string;
  stop(): Promise<void>;
}

/** First start and migrations on a busy machine. */
const READY_WITHIN_MS = 90_000;
/** Of the sample workshop. */
const SAMPLE_CAMERAS = 4;
const STOPS_WITHIN_MS = 20_000;

/** @param more Settings in addition to those of every product under test. */
export async function startProduct(
  target: Target,
  more: Readonly<Record<string, string>> = {},
): Promise<Product> {
  const dataDirectory = more['DATA_DIR'] ?? mkdtempSync(path.join(os.tmpdir(), 'ppf-e2e-'));
  // PostgreSQL runs as another user where the suite runs as root.
  chmodSync(dataDirectory, 0o711);
  const ports = {
    http: await freePort(),
    rtsp: await freePort(),
    api: await freePort(),
    webrtc: await freePort(),
    hls: await freePort(),
  };
  const streamTokenSecret = randomBytes(32).toString('hex');
  const { privateKey } = generateKeyPairSync('ed25519');
  const log = path.join(dataDirectory, 'output.txt');
  const output = openSync(log, 'a');
  const environment = {
    ...(await settings(target, ports)),
    DATA_DIR: dataDirectory,
    MEDIAMTX_AUTH: target.auth,
    // Short, so that a lease that is not renewed can be waited for.
    STREAM_LEASE_SECONDS: '10',
    STREAM_TOKEN_SECRET: streamTokenSecret,
    STREAM_TOKEN_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ...more,
  };
  const child = spawn(process.execPath, [path.join(workspaceRoot, 'apps/standalone/dist/main.js')], {
    cwd: dataDirectory,
    stdio: ['ignore', output, output],
    env: environment,
  });
  closeSync(output);
  const printed = (): string => readFileSync(log, 'utf8').slice(-4000);
  const origin = `http://localhost:${ports.http}`;
  try {
    await untilReady(child, `${origin}/health/ready`);
    return {
      origin,
      dataDirectory,
      environment,
      ports,
      streamTokenKey: target.auth === 'jwt' ? privateKey : createSecretKey(streamTokenSecret, 'utf8'),
      admin: readSignIn(dataDirectory),
      mediaServerPid: () => readPid(path.join(dataDirectory, 'run/media-server.pid')),
      output: printed,
      stop: () => stop(child, dataDirectory),
    };
  } catch (error) {
    const text = printed();
    await stop(child, dataDirectory);
    throw new Error(`npm start did not become ready, and printed:\n${text}`, { cause: error });
  }
}

async function settings(target: Target, ports: Product['ports']): Promise<Record<string, string>> {
  return {
    PATH: target.command === null ? pathWithoutMediaMtx() : (process.env['PATH'] ?? ''),
    HOME: process.env['HOME'] ?? '',
    PORT: String(ports.http),
    MEDIAMTX_DOWNLOAD: 'off',
    ...(target.command !== null && { MEDIAMTX_BIN: target.command }),
    MEDIAMTX_RTSP_PORT: String(ports.rtsp),
    MEDIAMTX_API_PORT: String(ports.api),
    MEDIAMTX_WEBRTC_PORT: String(ports.webrtc),
    MEDIAMTX_HLS_PORT: String(ports.hls),
    MEDIAMTX_WEBRTC_UDP_PORT: String(await freePort()),
    SAMPLE_CAMERAS_PORT: String(await freePortsInARow(SAMPLE_CAMERAS)),
  };
}

function pathWithoutMediaMtx(): string {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.filter((folder) => !existsSync(path.join(folder, 'mediamtx'))).join(path.delimiter);
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  await waitFor(
    async () => {
      if (child.exitCode !== null) return 'ended';
      const answer = await fetch(url);
      return answer.status === 200 ? 'ready' : undefined;
    },
    `${url} answers 200`,
    { withinMs: READY_WITHIN_MS },
  );
  if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
}

function readSignIn(dataDirectory: string): Credentials {
  const text = readFileSync(path.join(dataDirectory, 'sign-in.txt'), 'utf8');
  const line = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1] ?? '';
  return { email: line('email'), password: line('password') };
}

function readPid(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8').trim()) || undefined;
  } catch {
    return undefined;
  }
}

async function stop(child: ChildProcess, dataDirectory: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    const force = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN_MS);
    await gone;
    clearTimeout(force);
  }
  rmSync(dataDirectory, { recursive: true, force: true });
}
