import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, writeFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Target } from '../../world/target';
import { waitFor } from '@ppf/testing';
import { workspaceRoot } from '../../world/workspace-root';

/** A media server in a separate process. */
export interface MediaServerProcess {
  readonly apiPort: number;
  /** Of the current process. */
  readonly pid: number;
  start(): Promise<void>;
  /** Sends a signal. If it ends the process, waits until then. */
  signal(signal: NodeJS.Signals): Promise<void>;
  /** Rewrites its file with the same text, as an editor does. */
  touchFile(): void;
}

/** Its ports and its hook address. */
export interface MediaServerPlace {
  readonly apiPort: number;
  readonly rtspPort: number;
  /** With the secret in it. */
  readonly hookUrl: string;
}

const simulator = path.join(workspaceRoot, 'libs/mediamtx-simulator/dist/main.js');

/** A file with RTSP and the API only, for v1.9.3 and later and the simulator. */
export function mediaServerProcess(
  target: Target,
  folder: string,
  place: MediaServerPlace,
): MediaServerProcess {
  return mediaServerWith(target, folder, place.apiPort, configOf(place));
}

/**
 * One with any file.
 * @param folder Separate folder for the configuration file, the log and other files of the media server.
 * @param more Environment besides PATH and HOME, or another PATH.
 */
export function mediaServerWith(
  target: Target,
  folder: string,
  apiPort: number,
  config: string,
  more: NodeJS.ProcessEnv = {},
): MediaServerProcess {
  const file = path.join(folder, 'mediamtx.yml');
  const write = (): void => writeFileSync(file, config, { mode: 0o600 });
  write();
  let child: ChildProcess | undefined;
  return {
    apiPort,
    get pid() {
      return child?.pid ?? 0;
    },
    start: async () => {
      child = launch(target, folder, file, more);
      await waitFor(
        async () => {
          const answer = await fetch(`http://127.0.0.1:${apiPort}/v3/config/global/get`);
          // A media server that denies every request also runs.
          return answer.ok || answer.status === 401;
        },
        'the media server answers',
        { withinMs: 15_000 },
      ).catch((cause: unknown) => {
        throw new Error(readFileSync(path.join(folder, 'media-server.log'), 'utf8').slice(-1000), { cause });
      });
    },
    signal: async (signal) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ends = signal !== 'SIGSTOP' && signal !== 'SIGCONT';
      const gone = new Promise((resolve) => child?.once('exit', resolve));
      child.kill(signal);
      if (ends) await gone;
    },
    touchFile: write,
  };
}

function launch(target: Target, folder: string, file: string, more: NodeJS.ProcessEnv): ChildProcess {
  const output = openSync(path.join(folder, 'media-server.log'), 'a');
  const [command, args] =
    target.command === null ? [process.execPath, [simulator, file]] : [target.command, [file]];
  try {
    return spawn(command, args, {
      cwd: folder,
      stdio: ['ignore', output, output],
      // On by default from v1.19.0 on, and unknown to the file of v1.9.3.
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], MTX_MOQ: 'no', ...more },
    });
  } finally {
    closeSync(output);
  }
}

function configOf({ apiPort, rtspPort, hookUrl }: MediaServerPlace): string {
  const lines = [
    'logLevel: info',
    'authMethod: http',
    `authHTTPAddress: ${hookUrl}`,
    'authHTTPExclude: [{action: api}, {action: metrics}, {action: pprof}]',
    'api: yes',
    `apiAddress: 127.0.0.1:${apiPort}`,
    'rtsp: yes',
    `rtspAddress: 127.0.0.1:${rtspPort}`,
    'protocols: [tcp]',
    ...['rtmp', 'srt', 'webrtc', 'hls'].map((name) => `${name}: no`),
    'paths:',
    "  '~^workshop-[0-9]+/pit-[0-9]+(/sub)?$':",
    '    source: publisher',
  ];
  return `${lines.join('\n')}\n`;
}
