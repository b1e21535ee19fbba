import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Settings of the agent, from its environment. */
export interface AgentSettings {
  /** Base URL of the backend, without a trailing slash. */
  readonly backendUrl: string;
  /** Control API of the media server on this machine. */
  readonly apiUrl: string;
  /** File that MediaMTX is started with. */
  readonly configFile: string;
  /** Second file, with the operator's settings. */
  readonly settingsFile: string;
  /** File of the agent's credential. */
  readonly credentialFile: string;
  /** Value of MediaMTX's variable `MTX_CONFKEY`. */
  readonly configKey: string;
  /** One-time code for the first start; null: none. */
  readonly code: string | null;
  /** Release of the media server, for releases before v1.15.2, which do not report it; null: unknown. */
  readonly release: string | null;
}

/** A setting is missing or not valid. The message contains no value. */
export class SettingFault extends Error {}

/** Shortest key: what is missing up to 32 bytes is padded with zeros. */
const MIN_KEY_BYTES = 32;

/** Reads the settings. A secret can come from a file (`<NAME>_FILE`). @throws SettingFault */
export function readSettings(environment: NodeJS.ProcessEnv): AgentSettings {
  const folder = path.resolve(environment.MEDIA_AGENT_DATA_DIR || '.');
  const configKey = secretOf(environment, 'MTX_CONFKEY') ?? '';
  if (Buffer.byteLength(configKey) < MIN_KEY_BYTES)
    throw new SettingFault(
      `MTX_CONFKEY must have at least ${MIN_KEY_BYTES} bytes; MediaMTX needs the same one.`,
    );
  return {
    backendUrl: urlOf(environment, 'MEDIA_AGENT_BACKEND_URL', 'http://127.0.0.1:3000'),
    apiUrl: urlOf(environment, 'MEDIA_AGENT_API_URL', 'http://127.0.0.1:9997'),
    configFile: path.resolve(folder, environment.MEDIA_AGENT_CONFIG_FILE || 'mediamtx.yml'),
    settingsFile: path.resolve(folder, environment.MEDIA_AGENT_SETTINGS_FILE || 'settings.yml'),
    credentialFile: path.resolve(folder, environment.MEDIA_AGENT_CREDENTIAL_FILE || 'credential'),
    configKey,
    code: secretOf(environment, 'MEDIA_AGENT_CODE'),
    release: environment.MEDIA_AGENT_MEDIAMTX_VERSION || null,
  };
}

function urlOf(environment: NodeJS.ProcessEnv, name: string, fallback: string): string {
  const text = environment[name] || fallback;
  const isValid = /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).password === '';
  if (!isValid) throw new SettingFault(`${name} must be an http:// or https:// URL without a password.`);
  return text.replace(/\/+$/, '');
}

function secretOf(environment: NodeJS.ProcessEnv, name: string): string | null {
  const file = environment[`${name}_FILE`];
  if (!file) return environment[name] || null;
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch {
    throw new SettingFault(`The file of ${name}_FILE cannot be read.`);
  }
}
