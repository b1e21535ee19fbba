import type { Settings, SettingValue } from '../config/setting';

/** v1.20.1 hides passwords of internal users in config GETs (MediaMTX contract §4). */
export function redact(global: Settings): Settings {
  const users = (global.authInternalUsers as { [key: string]: SettingValue }[]).map((user) =>
    user.pass === '' ? user : { ...user, pass: '<redacted>' },
  );
  return { ...global, authInternalUsers: users };
}
