import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Target } from '../../world/target';
import { waitFor } from '@ppf/testing';
import { workspaceRoot } from '../../world/workspace-root';

/** A process that can be ended and started again. */
export interface RestartedProcess {
  start(): Promise<void>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
}

/** A media agent and the MediaMTX that is started with its file. */
export interface AgentServer {
  /** File that the agent writes. */
  readonly file: string;
  readonly agent: RestartedProcess;
  readonly mediaServer: RestartedProcess;
  /** What the agent has logged, over all its lives. */
  log(): string;
}

/** Where an agent works and what it talks to. */
export interface AgentPlace {
  /** Folder of the file. Logs are elsewhere, because a test fills it. */
  readonly folder: string;
  readonly logFolder: string;
  readonly apiPort: number;
  readonly rtspPort: number;
  /** With the secret in it. */
  readonly hookUrl: string;
  readonly backendUrl: string;
  readonly code: string;
}

/** Creates the settings and the key of an agent. Starts nothing. */
export function agentServer(target: Target, place: AgentPlace): AgentServer {
  const { folder, logFolder, apiPort } = place;
  const file = path.join(folder, 'mediamtx.yml');
  const key = randomBytes(24).toString('base64');
  writeFileSync(path.join(folder, 'settings.yml'), settingsOf(place), { mode: 0o600 });
  const agent = processOf(path.join(logFolder, 'agent.log'), folder, [
    process.execPath,
    [path.join(workspaceRoot, 'apps/media-agent/dist/main.js')],
    {
      MTX_CONFKEY: key,
      MEDIA_AGENT_DATA_DIR: folder,
      MEDIA_AGENT_CREDENTIAL_FILE: path.join(logFolder, 'credential'),
      MEDIA_AGENT_API_URL: `http://127.0.0.1:${apiPort}`,
      MEDIA_AGENT_BACKEND_URL: place.backendUrl,
      MEDIA_AGENT_CODE: place.code,
    },
  ]);
  const mediaServer = processOf(path.join(logFolder, 'media-server.log'), logFolder, [
    target.command ?? '',
    [file],
    // On by default from v1.19.0 on, and unknown to the file of v1.9.3.
    { MTX_CONFKEY: key, MTX_MOQ: 'no' },
  ]);
  return {
    file,
    agent: {
      ...agent,
      start: async () => {
        await agent.start();
        await waitFor(() => existsSync(file), 'the agent has written its file', { withinMs: 10_000 });
      },
    },
    mediaServer: {
      ...mediaServer,
      start: async () => {
        await mediaServer.start();
        await waitFor(
          async () => {
            const answer = await fetch(`http://127.0.0.1:${apiPort}/v3/config/global/get`);
            return answer.ok;
          },
          'the media server answers',
          { withinMs: 15_000 },
        );
      },
    },
    log: () => readFileSync(path.join(logFolder, 'agent.log'), 'utf8'),
  };
}

function processOf(
  log: string,
  cwd: string,
  [command, args, env]: readonly [string, readonly string[], NodeJS.ProcessEnv],
): RestartedProcess {
  let child: ChildProcess | undefined;
  return {
    start: async () => {
      const output = openSync(log, 'a');
      child = spawn(command, args, {
        cwd,
        stdio: ['ignore', output, output],
        env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
      });
      closeSync(output);
    },
    kill: async () => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child?.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function settingsOf({ apiPort, rtspPort, hookUrl }: AgentPlace): string {
  const lines = [
    'logLevel: info',
    'authMethod: http',
    `authHTTPAddress: ${hookUrl}`,
    'authHTTPExclude: [{action: api}]',
    'api: true',
    `apiAddress: 127.0.0.1:${apiPort}`,
    'rtsp: true',
    `rtspAddress: 127.0.0.1:${rtspPort}`,
    'protocols: [tcp]',
    ...['rtmp', 'srt', 'webrtc', 'hls'].map((name) => `${name}: false`),
  ];
  return `${lines.join('\n')}\n`;
}
