import { existsSync } from 'node:fs';
import { type Secrets } from './data/keep-secrets';
import { type SignIn } from './data/sign-in';
import { isLoopback } from './media-server/find-media-server';
import { type StandaloneSettings } from './settings';

/** Settings of the backend in addition to those of the user. */
export interface BackendFacts {
  readonly databaseUrl: string;
  readonly secrets: Secrets;
  readonly signIn: SignIn;
  /** Whether the simulator runs. */
  readonly simulated: boolean;
  /** Whether standalone starts the media server. */
  readonly ownMediaServer: boolean;
  /** Whether a media agent runs beside the media server. */
  readonly hasAgent: boolean;
  /** Code of the media agent; null: there is none. */
  readonly agentCode: string | null;
  /** Folder of the built dashboard. */
  readonly dashboard: string;
}

/** Secrets of other programs. The backend does not know the key of the media server's file. */
const OF_OTHERS: readonly string[] = ['SAMPLE_CAMERAS_PASSWORD', 'MTX_CONFKEY'];

/** Returns the environment of the backend: settings of the user have precedence over generated ones. */
export function backendEnvironment(
  settings: StandaloneSettings,
  facts: BackendFacts,
): Record<string, string> {
  const { environment } = settings;
  const filled: Record<string, string> = {
    NODE_ENV: 'development',
    HOST: settings.host,
    PORT: String(settings.port),
    HOOK_PORT: String(settings.hookPort),
    PUBLIC_URL: settings.publicUrl,
    ...(existsSync(facts.dashboard) ? { DASHBOARD_DIR: facts.dashboard } : {}),
    ...(facts.signIn.password === undefined
      ? {}
      : { ADMIN_EMAIL: facts.signIn.email, ADMIN_PASSWORD: facts.signIn.password }),
    ...(facts.ownMediaServer ? publicAddresses(settings) : {}),
  };
  const secrets = Object.entries(facts.secrets).filter(([name]) => !OF_OTHERS.includes(name));
  const set = Object.entries(environment).filter(
    ([name, value]) =>
      value !== '' &&
      !isFileOf(name, facts.secrets) &&
      name !== 'MTX_CONFKEY' &&
      (name !== 'MEDIA_AGENT_CODE_FILE' || facts.agentCode === null),
  );
  return {
    ...filled,
    ...Object.fromEntries(set),
    ...Object.fromEntries(secrets),
    // The database may say that an agent of an earlier start sets the paths.
    ...(facts.ownMediaServer && !facts.hasAgent ? { MEDIAMTX_PATHS_BY_API: 'true' } : {}),
    ...(facts.agentCode === null ? {} : { MEDIA_AGENT_CODE: facts.agentCode }),
    DATABASE_URL: facts.databaseUrl,
    MEDIAMTX_SIMULATED: String(facts.simulated),
  };
}

/** Removes `NAME_FILE`, whose value is already in `NAME`: the backend refuses both. */
function isFileOf(name: string, secrets: Secrets): boolean {
  return name.endsWith('_FILE') && name.slice(0, -'_FILE'.length) in secrets;
}

/** Browsers on other machines connect to the media server at the host of the dashboard. */
function publicAddresses({
  publicUrl,
  mediaServerHost,
  mediaServerPorts,
}: StandaloneSettings): Record<string, string> {
  const host = publicHost(publicUrl, mediaServerHost);
  if (isLoopback(host)) return {};
  return {
    MEDIAMTX_WEBRTC_URL: `http://${host}:${mediaServerPorts.webrtc}`,
    MEDIAMTX_HLS_URL: `http://${host}:${mediaServerPorts.hls}`,
    MEDIAMTX_RTSP_URL: `rtsp://${host}:${mediaServerPorts.rtsp}`,
  };
}

/** Returns the host name of the media server for viewers: MEDIAMTX_HOST, else the host of the dashboard. */
export function publicHost(publicUrl: string, mediaServerHost: string): string {
  return isLoopback(mediaServerHost) ? new URL(publicUrl).hostname : mediaServerHost;
}
