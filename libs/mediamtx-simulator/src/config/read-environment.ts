import { GLOBAL_TABLE, PATH_TABLE, type WrittenConfig } from './config';
import { ConfigError } from './config-error';
import { decodeSettings } from './decode-settings';
import type { Setting, SettingTable, SettingValue, Settings } from './setting';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Applies MTX_* variables to the settings of the file: `MTX_HLSVARIANT=fmp4`, `MTX_RTSPTRANSPORTS=tcp,udp`,
 * `MTX_AUTHHTTPEXCLUDE_0_ACTION=api`, `MTX_PATHDEFAULTS_MAXREADERS=3` (MediaMTX contract §10).
 * Unknown variables are ignored.
 */
export function readEnvironment(written: WrittenConfig, env: Environment): WrittenConfig {
  return {
    ...written,
    global: { ...written.global, ...readTable(GLOBAL_TABLE, 'MTX_', env) },
    pathDefaults: { ...written.pathDefaults, ...readTable(PATH_TABLE, 'MTX_PATHDEFAULTS_', env) },
  };
}

function readTable(table: SettingTable, prefix: string, env: Environment): Settings {
  const given: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(table)) {
    const name = prefix + key.toUpperCase();
    const value = setting.type === 'objects' ? readObjects(setting.fields, name, env) : env[name];
    if (value === undefined) continue;
    given[key] = typeof value === 'string' ? readValue(setting, name, value) : value;
  }
  return decodeSettings(table, given);
}

function readObjects(fields: SettingTable, name: string, env: Environment): SettingValue[] | undefined {
  if (env[name] === '') return [];
  const found: SettingValue[] = [];
  for (;;) {
    const each = readTable(fields, `${name}_${found.length}_`, env);
    if (Object.keys(each).length === 0) return found.length === 0 ? undefined : found;
    found.push(each);
  }
}

function readValue(setting: Setting, name: string, value: string): unknown {
  switch (setting.type) {
    case 'bool':
      if (['yes', 'true'].includes(value.toLowerCase())) return true;
      if (['no', 'false'].includes(value.toLowerCase())) return false;
      throw new ConfigError(`${name}: invalid value '${value}'`);
    case 'int':
    case 'uint':
    case 'float64':
      if (value.trim() === '' || Number.isNaN(Number(value))) {
        throw new ConfigError(`${name}: strconv.ParseInt: parsing "${value}": invalid syntax`);
      }
      return Number(value);
    case '[]string':
      return value === '' ? [] : value.split(',');
    case '[]uint':
    case '[]float64':
      return value === '' ? [] : value.split(',').map(Number);
    default:
      return value;
  }
}
