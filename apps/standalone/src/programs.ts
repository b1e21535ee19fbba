import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { publicHost } from './backend-environment';
import { type DataDirectory } from './data/data-directory';
import { type Secrets, writePrivately } from './data/keep-secrets';
import { agentEnvironment, agentFiles } from './media-agent';
import { mediaServerConfig, mediaServerEnvironment } from './media-server/media-server-config';
import { type MediaServer } from './media-server/provide-media-server';
import { type ProgramToRun } from './processes/supervised-process';
import { SAMPLE_CAMERA_USER } from './sample-workshop';
import { type StandaloneSettings } from './settings';
import { WORKSPACE } from './workspace';

/** Names of pid files and logs. */
export const PROGRAM_NAMES = ['backend', 'media-agent', 'media-server', 'sample-cameras'] as const;

/** Longest delay before MediaMTX, its agent and the cameras are started again: viewers wait for it. */
export const MEDIA_RESTART_DELAY_MS = 1_000;

/** Release that the simulator imitates; it defines the configuration. */
const SIMULATED_VERSION = 'v1.20.1';

/** Returns the backend; its environment contains every setting. */
export function backendProgram(environment: Record<string, string>): ProgramToRun {
  return nodeProgram('backend', [WORKSPACE.backend], environment, process.cwd());
}

/** The cameras of the sample workshop. */
export function sampleCamerasProgram(settings: StandaloneSettings, secrets: Secrets): ProgramToRun {
  const environment = {
    SAMPLE_CAMERAS_PORT: String(settings.sampleCamerasPort),
    SAMPLE_CAMERAS_USER: SAMPLE_CAMERA_USER,
    SAMPLE_CAMERAS_PASSWORD: secrets.SAMPLE_CAMERAS_PASSWORD,
  };
  return nodeProgram('sample-cameras', [WORKSPACE.sampleCameras], environment, process.cwd());
}

/** What the programs of the media server depend on. */
export interface MediaPrograms {
  readonly settings: StandaloneSettings;
  readonly secrets: Secrets;
  readonly place: DataDirectory;
  /** Whether a media agent writes the file of the media server. */
  readonly hasAgent: boolean;
}

/** Returns the media agent. @param facts Its code is null when it has none. */
export function mediaAgentProgram(
  version: string,
  { settings, secrets, place }: MediaPrograms,
  facts: { readonly backendUrl: string; readonly code: string | null },
): ProgramToRun {
  const environment = agentEnvironment(settings.environment, {
    files: agentFiles(place),
    version,
    configKey: secrets.MTX_CONFKEY,
    apiPort: settings.mediaServerPorts.api,
    ...facts,
  });
  return nodeProgram('media-agent', [WORKSPACE.mediaAgent], environment, place.mediaAgent);
}

/**
 * Writes the settings and returns the media server, real or simulated; undefined if it runs on another machine. With a
 * media agent, the media server is started with the file that the agent makes from the settings.
 */
export function mediaServerProgram(server: MediaServer, programs: MediaPrograms): ProgramToRun | undefined {
  if (server.kind === 'elsewhere') return undefined;
  const { settings, secrets, place, hasAgent } = programs;
  const plain = path.join(place.mediaServer, 'mediamtx.yml');
  const { settings: settingsFile, config: encrypted } = agentFiles(place);
  writePrivately(hasAgent ? settingsFile : plain, configOf(server, programs));
  // It contains the secret of the hook.
  if (hasAgent) rmSync(plain, { force: true });
  const environment = mediaServerEnvironment(
    settings.environment,
    settings.mediaServerAuth === 'http' ? secrets.MEDIAMTX_HOOK_SECRET : null,
  );
  if (server.kind === 'simulator')
    return nodeProgram('media-server', [WORKSPACE.simulator, plain], environment, place.mediaServer);
  const directory = path.join(place.mediaServer, 'work');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return {
    name: 'media-server',
    command: server.binary,
    args: [hasAgent ? encrypted : plain],
    environment: hasAgent ? { ...environment, MTX_CONFKEY: secrets.MTX_CONFKEY } : environment,
    directory,
    // Releases before v1.14.0 end gracefully on no other signal (MediaMTX contract §10).
    stopSignal: 'SIGINT',
    stopWithinMs: 3_000,
    maxRestartDelayMs: MEDIA_RESTART_DELAY_MS,
    isNode: false,
  };
}

function configOf(server: MediaServer, { settings, secrets }: MediaPrograms): string {
  return mediaServerConfig({
    version: server.kind === 'program' ? server.version : SIMULATED_VERSION,
    ports: settings.mediaServerPorts,
    host: settings.host,
    publicHost: publicHost(settings.publicUrl, settings.mediaServerHost),
    auth: settings.mediaServerAuth,
    backendPort: settings.port,
    hookPort: settings.hookPort,
    hookSecret: secrets.MEDIAMTX_HOOK_SECRET,
    // The backend reads the same setting and validates it.
    instantPicture: settings.environment.STREAM_INSTANT_PICTURE !== 'false',
  });
}

function nodeProgram(
  name: ProgramToRun['name'],
  args: readonly string[],
  environment: Record<string, string>,
  directory: string,
): ProgramToRun {
  return {
    name,
    command: process.execPath,
    args: ['--require', WORKSPACE.endWithParent, ...args],
    environment,
    directory,
    stopSignal: 'SIGTERM',
    stopWithinMs: name === 'backend' ? 5_000 : 3_000,
    ...(name === 'backend' ? {} : { maxRestartDelayMs: MEDIA_RESTART_DELAY_MS }),
    isNode: true,
  };
}
