import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '@ppf/free-ports';
import { Simulator, VERSION } from '../index';

export interface Ports {
  rtsp: number;
  hls: number;
  webrtc: number;
  udp: number;
  api: number;
  metrics: number;
}

/** A running server with a test configuration: the simulator or MediaMTX. */
export interface ServerUnderTest {
  ports: Ports;
  log: string[];
  /** Writes the configuration file again. */
  writeConfig(text: string): void;
  config: string;
  /** Resolves to the exit code when the server has ended; the simulator's is 0. */
  ended: Promise<number | null>;
  stop(): Promise<void>;
}

/** Starts a server. */
export interface ServerLauncher {
  name: string;
  start(hookPort: number, extra?: ConfigExtra): Promise<ServerUnderTest>;
}

/** Additions to the configuration of the recordings. */
export interface ConfigExtra {
  /** Replaces `authMethod: http` and its settings. */
  auth?: string;
  global?: string;
  paths?: string;
}

const PATHS = `
  workshop-1/pit-1:
  workshop-1/pit-2:
  workshop-1/pit-9:
  '~^workshop-[0-9]+/pit-[0-9]+$':
`;

/** The configuration of the recordings. */
export function configOf(
  ports: Ports,
  hookPort: number,
  { auth, global = '', paths = PATHS }: ConfigExtra = {},
): string {
  const exclude = global.includes('authHTTPExclude')
    ? ''
    : 'authHTTPExclude: [{action: api}, {action: metrics}, {action: pprof}]\n';
  const byHook = `authMethod: http
authHTTPAddress: http://mediamtx:hook-secret@127.0.0.1:${hookPort}/hook
${exclude}`;
  return `${auth ?? byHook}api: yes
apiAddress: 127.0.0.1:${ports.api}
metrics: yes
metricsAddress: 127.0.0.1:${ports.metrics}
rtspAddress: 127.0.0.1:${ports.rtsp}
rtspTransports: [tcp]
rtmp: no
srt: no
moq: no
hlsAddress: 127.0.0.1:${ports.hls}
hlsVariant: fmp4
webrtcAddress: 127.0.0.1:${ports.webrtc}
webrtcLocalUDPAddress: 127.0.0.1:${ports.udp}
webrtcIPsFromInterfaces: no
webrtcAdditionalHosts: [127.0.0.1]
${global}
paths:${paths}`;
}

/** The simulator, in this process. */
export const SIMULATOR: ServerLauncher = {
  name: 'the simulator',
  async start(hookPort, extra) {
    const files = await prepare(hookPort, extra);
    const simulator = await Simulator.start({
      configFile: files.file,
      env: {},
      write: (line) => files.log.push(line),
    });
    return {
      ...files,
      ended: simulator.ended.then(() => 0),
      stop: async () => {
        await simulator.stop();
        rmSync(files.folder, { recursive: true, force: true });
      },
    };
  },
};

/** Returns the binary in MEDIAMTX_BIN if it is of the simulated release, otherwise the reason why not. */
export function realServer(): ServerLauncher | string {
  const binary = process.env.MEDIAMTX_BIN;
  if (!binary) return `MEDIAMTX_BIN names no ${VERSION}: the real server is not compared`;
  const version = spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout?.trim();
  if (version !== VERSION)
    return `MEDIAMTX_BIN is ${version}, not ${VERSION}: the real server is not compared`;
  return {
    name: 'the real server',
    async start(hookPort, extra) {
      const files = await prepare(hookPort, extra);
      const child = spawn(binary, [files.file], { cwd: files.folder, stdio: ['ignore', 'pipe', 'pipe'] });
      child.stdout.on('data', (data) => files.log.push(...String(data).split('\n').filter(Boolean)));
      const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
      await listening(files.ports.api, child);
      return {
        ...files,
        ended,
        stop: async () => {
          child.kill('SIGINT');
          await ended;
          rmSync(files.folder, { recursive: true, force: true });
        },
      };
    },
  };
}

async function prepare(hookPort: number, extra?: ConfigExtra) {
  const [rtsp, hls, webrtc, udp, api, metrics] = (await Promise.all(Array.from({ length: 6 }, freePort))) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const ports = { rtsp, hls, webrtc, udp, api, metrics };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'conformance-'));
  const file = path.join(folder, 'mediamtx.yml');
  const config = configOf(ports, hookPort, extra);
  writeFileSync(file, config);
  const log: string[] = [];
  return { ports, folder, file, log, config, writeConfig: (text: string) => writeFileSync(file, text) };
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100 && child.exitCode === null; tries++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (open) return;
    await wait(50);
  }
  throw new Error('the real server does not listen');
}
