import { ConfigError } from './config-error';
import { OLD_GLOBAL_SETTINGS, OLD_PATH_SETTINGS, replaceOldGlobal } from './deprecated-settings';
import { parseDuration } from './duration';
import { makePathConfig, type PathConfig } from './path-config';
import { PATH_SETTINGS } from './path-settings';
import { PROTOCOL_SETTINGS } from './protocol-settings';
import { RPI_CAMERA_SETTINGS } from './rpi-camera-settings';
import { SERVER_SETTINGS } from './server-settings';
import { defaultsOf, type SettingTable, type Settings } from './setting';

/** Decoded settings of a file or request, without defaults. */
export interface WrittenConfig {
  global: Settings;
  pathDefaults: Settings;
  paths: ReadonlyMap<string, Settings>;
}

/** A valid configuration with all defaults. */
export interface Config {
  written: WrittenConfig;
  global: Settings;
  pathDefaults: Settings;
  /** By name, in the order of the names. */
  paths: ReadonlyMap<string, PathConfig>;
}

/** Global settings of v1.20.1. */
export const GLOBAL_TABLE: SettingTable = {
  ...SERVER_SETTINGS,
  ...OLD_GLOBAL_SETTINGS,
  ...PROTOCOL_SETTINGS,
};
/** Path settings of v1.20.1; `name` is accepted and ignored. */
export const PATH_TABLE: SettingTable = {
  name: { type: 'string', default: '' },
  ...PATH_SETTINGS,
  ...RPI_CAMERA_SETTINGS,
  ...OLD_PATH_SETTINGS,
};

const GLOBAL_DEFAULTS = defaultsOf({ ...SERVER_SETTINGS, ...PROTOCOL_SETTINGS });
const PATH_DEFAULTS = defaultsOf({ ...PATH_SETTINGS, ...RPI_CAMERA_SETTINGS });

/** Settings that the simulator does not support: it fails instead of ignoring them. */
const NOT_SIMULATED: [key: string, value: unknown][] = [
  ['hlsVariant', 'mpegts'],
  ['hlsEncryption', true],
  ['webrtcEncryption', true],
  ['apiEncryption', true],
  ['rtspEncryption', 'strict'],
  ['playback', true],
];

/** Adds defaults and validates, as v1.20.1 does at start and after every change. Throws a ConfigError. */
export function makeConfig(written: WrittenConfig, warn: (text: string) => void = () => {}): Config {
  const global = { ...GLOBAL_DEFAULTS, ...written.global };
  Object.assign(global, replaceOldGlobal(written.global, warn));
  if (written.global.authJWTInHTTPQuery !== undefined)
    warn("parameter 'authJWTInHTTPQuery' is deprecated and will be removed in a future release");
  checkGlobal(global);
  const pathDefaults = { ...PATH_DEFAULTS, ...written.pathDefaults };
  const names = [...written.paths.keys()].sort();
  if (names.filter((name) => ['all', 'all_others', '~^.*$'].includes(name)).length > 1) {
    throw new ConfigError("all_others, all and '~^.*$' are aliases");
  }
  const paths = new Map(
    names.map((name) => {
      return [name, makePathConfig(name, { ...pathDefaults, ...written.paths.get(name) }, warn)];
    }),
  );
  return { written, global, pathDefaults: { name: '', ...pathDefaults }, paths };
}

function checkGlobal(global: Settings): void {
  for (const key of ['readTimeout', 'writeTimeout']) {
    if (parseDuration(global[key] as string) <= 0)
      throw new ConfigError(`'${key}' must be greater than zero`);
  }
  checkAuth(global);
  if (global.rtsp && (global.rtspAuthMethods as string[]).some((method) => method.startsWith('digest'))) {
    if (global.authMethod !== 'internal') {
      throw new ConfigError("when RTSP digest is enabled, the only supported auth method is 'internal'");
    }
  }
  if (global.webrtc) checkWebrtc(global);
  for (const [key, value] of NOT_SIMULATED) {
    if (global[key] === value)
      throw new ConfigError(`the simulator does not support '${key}: ${String(value)}'`);
  }
}

function checkAuth(global: Settings): void {
  if (global.authMethod === 'jwt') checkJwt(global);
  if (global.authMethod !== 'http') return;
  const address = global.authHTTPAddress as string;
  if (address === '') throw new ConfigError("'authHTTPAddress' is empty");
  if (!/^https?:\/\//.test(address)) {
    throw new ConfigError("'externalAuthenticationURL' must be a HTTP URL");
  }
}

function checkJwt({ authJWTJWKS, authJWTClaimKey }: Settings): void {
  if (authJWTJWKS === '') throw new ConfigError("'authJWTJWKS' is empty");
  if (!/^https?:\/\//.test(authJWTJWKS as string)) throw new ConfigError("'authJWTJWKS' must be a HTTP URL");
  if (authJWTClaimKey === '') throw new ConfigError("'authJWTClaimKey' is empty");
}

function checkWebrtc(global: Settings): void {
  const listens = global.webrtcLocalUDPAddress !== '' || global.webrtcLocalTCPAddress !== '';
  if (!listens && (global.webrtcICEServers2 as unknown[]).length === 0) {
    throw new ConfigError(
      "at least one between 'webrtcLocalUDPAddress', 'webrtcLocalTCPAddress' or 'webrtcICEServers2' must be filled",
    );
  }
  const announces = global.webrtcIPsFromInterfaces || (global.webrtcAdditionalHosts as unknown[]).length > 0;
  if (listens && !announces) {
    throw new ConfigError(
      "at least one between 'webrtcIPsFromInterfaces' or 'webrtcAdditionalHosts' must be filled",
    );
  }
}
