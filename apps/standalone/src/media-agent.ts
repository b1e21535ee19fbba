import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import type { DataDirectory } from './data/data-directory';
import { writePrivately } from './data/keep-secrets';
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
  /** Code by which the agent is enrolled. */
  readonly code: string;
}

/** Files of the media agent in its folder. */
export function agentFiles({ mediaAgent }: Pick<DataDirectory, 'mediaAgent'>): AgentFiles {
  return {
    settings: path.join(mediaAgent, 'settings.yml'),
    config: path.join(mediaAgent, 'mediamtx.yml'),
    credential: path.join(mediaAgent, 'credential'),
    code: path.join(mediaAgent, 'code'),
  };
}

/** Whether a media agent sets the paths. The simulator does not read an encrypted file. */
export function usesAgent(server: MediaServer, isAllowed: boolean): boolean {
  return isAllowed && server.kind === 'program';
}

/**
 * Code for the agent, the same at each start: the agent is enrolled again when the database no longer knows its
 * credential, as after the restore of a backup. Null: no agent is used. Code and credential are removed then, because the
 * agent sets the paths again only with another code.
 */
export function codeForAgent({ credential, code }: AgentFiles, isUsed: boolean): string | null {
  if (!isUsed) {
    for (const file of [credential, code]) rmSync(file, { force: true });
    return null;
  }
  const kept = existsSync(code) ? readFileSync(code, 'utf8').trim() : '';
  if (/^[\w-]{32}$/.test(kept)) return kept;
  const made = randomBytes(24).toString('base64url');
  writePrivately(code, `${made}\n`);
  return made;
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
