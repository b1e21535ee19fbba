import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import type { DataDirectory } from './data/data-directory';
import type { ProgramToRun } from './processes/supervised-process';
import { StartFault } from './start-fault';
import type { MediaServer } from './media-server/provide-media-server';

const run = promisify(execFile);
/** Longest time to write the file, in ms. */
const PREPARE_TIMEOUT_MS = 15_000;

/** Files of the media agent. */
export interface AgentFiles {
  /** Settings of the media server, without paths of cameras. */
  readonly settings: string;
  /** Encrypted file that the agent writes and MediaMTX is started with. */
  readonly config: string;
  readonly credential: string;
}

/** Files of the media agent in its folder. */
export function agentFiles({ mediaAgent }: Pick<DataDirectory, 'mediaAgent'>): AgentFiles {
  return {
    settings: path.join(mediaAgent, 'settings.yml'),
    config: path.join(mediaAgent, 'mediamtx.yml'),
    credential: path.join(mediaAgent, 'credential'),
  };
}

/** Whether a media agent sets the paths. The simulator does not read an encrypted file. */
export function usesAgent(server: MediaServer, isAllowed: boolean): boolean {
  return isAllowed && server.kind === 'program';
}

/**
 * One-time code for an agent without a credential; null: it has one, or none is used. Without an agent its credential is
 * removed, so that it is enrolled again, and sets the paths, when it is used the next time.
 */
export function codeForAgent({ credential }: AgentFiles, isUsed: boolean): string | null {
  if (!isUsed) rmSync(credential, { force: true });
  return isUsed && !existsSync(credential) ? randomBytes(24).toString('base64url') : null;
}

/** The environment of the agent. */
export function agentEnvironment(
  environment: Readonly<Record<string, string>>,
  facts: {
    readonly files: AgentFiles;
    readonly version: string;
    readonly configKey: string;
    readonly backendUrl: string;
    readonly apiPort: number;
    readonly code: string | null;
  },
): Record<string, string> {
  const passed = Object.entries(environment).filter(([name]) =>
    ['PATH', 'HOME', 'LANG', 'TZ'].includes(name),
  );
  return {
    ...Object.fromEntries(passed),
    MTX_CONFKEY: facts.configKey,
    MEDIA_AGENT_BACKEND_URL: facts.backendUrl,
    MEDIA_AGENT_API_URL: `http://127.0.0.1:${facts.apiPort}`,
    MEDIA_AGENT_CONFIG_FILE: facts.files.config,
    MEDIA_AGENT_SETTINGS_FILE: facts.files.settings,
    MEDIA_AGENT_CREDENTIAL_FILE: facts.files.credential,
    MEDIA_AGENT_MEDIAMTX_VERSION: facts.version,
    ...(facts.code === null ? {} : { MEDIA_AGENT_CODE: facts.code }),
  };
}

/** Writes the file before MediaMTX is started with it. @throws StartFault with the fault of the settings */
export async function prepareAgentFile(program: ProgramToRun): Promise<void> {
  try {
    await run(program.command, [...program.args, 'prepare'], {
      cwd: program.directory,
      env: program.environment,
      timeout: PREPARE_TIMEOUT_MS,
    });
  } catch (failure) {
    const { stderr = '' } = failure as { stderr?: string };
    throw new StartFault(`The media agent cannot write the file of MediaMTX. ${stderr.trim()}`);
  }
}
