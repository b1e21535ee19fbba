import { flag, text, texts, type SettingTable, type SettingValue, type Settings } from './setting';

/** Replacement of a deprecated setting. */
interface Replacement {
  by: string;
  named?: string;
  value?: (old: SettingValue) => Settings;
}

const renamed = (by: string): Replacement => ({ by });
const wrapped = (by: string): Replacement => ({ by, value: (old) => ({ [by]: [old] }) });

const OLD_GLOBAL: Record<string, Replacement> = {
  externalAuthenticationURL: {
    by: 'authHTTPAddress',
    named: "'authMethod' and 'authHTTPAddress'",
    value: (old) => ({ authMethod: 'http', authHTTPAddress: old }),
  },
  apiAllowOrigin: wrapped('apiAllowOrigins'),
  metricsAllowOrigin: wrapped('metricsAllowOrigins'),
  pprofAllowOrigin: wrapped('pprofAllowOrigins'),
  playbackAllowOrigin: wrapped('playbackAllowOrigins'),
  protocols: renamed('rtspTransports'),
  encryption: renamed('rtspEncryption'),
  serverKey: renamed('rtspServerKey'),
  serverCert: renamed('rtspServerCert'),
  hlsAllowOrigin: wrapped('hlsAllowOrigins'),
  webrtcAllowOrigin: wrapped('webrtcAllowOrigins'),
};
const OLD_PATH: Record<string, Replacement> = {
  runOnReady: renamed('runOnAvailable'),
  runOnReadyRestart: renamed('runOnAvailableRestart'),
  runOnNotReady: renamed('runOnUnavailable'),
};

/** Deprecated global settings that v1.20.1 accepts (MediaMTX contract §3.1). */
export const OLD_GLOBAL_SETTINGS: SettingTable = {
  externalAuthenticationURL: text(''),
  authJWTInHTTPQuery: flag(false),
  apiAllowOrigin: text('*'),
  metricsAllowOrigin: text('*'),
  pprofAllowOrigin: text('*'),
  playbackAllowOrigin: text('*'),
  protocols: texts([]),
  encryption: text('no'),
  serverKey: text(''),
  serverCert: text(''),
  hlsAllowOrigin: text('*'),
  webrtcAllowOrigin: text('*'),
};

/** Deprecated path settings that v1.20.1 accepts (MediaMTX contract §3.1). */
export const OLD_PATH_SETTINGS: SettingTable = {
  runOnReady: text(''),
  runOnReadyRestart: flag(false),
  runOnNotReady: text(''),
};

/** Returns the replacements of deprecated global settings, and warns about each. */
export const replaceOldGlobal = (given: Settings, warn: (text: string) => void): Settings =>
  replaceOld(OLD_GLOBAL, given, warn);

/** The same for the settings of a path. */
export const replaceOldPath = (given: Settings, warn: (text: string) => void): Settings =>
  replaceOld(OLD_PATH, given, warn);

function replaceOld(
  table: Record<string, Replacement>,
  given: Settings,
  warn: (text: string) => void,
): Settings {
  const replaced: Settings = {};
  for (const [old, { by, named, value }] of Object.entries(table)) {
    const set = given[old];
    if (set === undefined) continue;
    warn(`parameter '${old}' is deprecated and has been replaced with ${named ?? `'${by}'`}`);
    Object.assign(replaced, value ? value(set) : { [by]: set });
  }
  return replaced;
}
