import type { Settings, SettingValue } from '../config/setting';

/** Removes passwords of internal users from config GETs, as v1.20.1 does (MediaMTX contract §4). */
export function redact(global: Settings): Settings {
  const users = (global.authInternalUsers as { [key: string]: SettingValue }[]).map((user) =>
    user.pass === '' ? user : { ...user, pass: '<redacted>' },
  );
  return { ...global, authInternalUsers: users };
}
