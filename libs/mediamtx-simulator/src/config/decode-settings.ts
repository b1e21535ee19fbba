import { ConfigError } from './config-error';
import { formatDuration, parseDuration } from './duration';
import type { Setting, SettingTable, SettingValue, Settings } from './setting';

const GO_TYPE: Partial<Record<Setting['type'], string>> = {
  bool: 'bool',
  int: 'int',
  uint: 'uint',
  float64: 'float64',
  '[]string': '[]string',
  '[]uint': '[]uint',
  '[]float64': '[]float64',
  objects: '[]json.RawMessage',
};
/** Types that ignore `null`; the others reject it (MediaMTX contract §4). */
const IGNORES_NULL = new Set<Setting['type']>(['string', 'bool', 'int', 'uint', 'float64']);

/**
 * Decodes settings strictly, as v1.20.1 does: an unknown name or a wrong type throws a ConfigError.
 * The result contains only the given settings.
 */
export function decodeSettings(table: SettingTable, given: unknown, prefix = ''): Settings {
  if (given === null) return {};
  if (typeof given !== 'object' || Array.isArray(given)) {
    throw wrongType(given, 'map[string]json.RawMessage');
  }
  const entries = Object.entries(given);
  for (const [key] of entries) {
    if (!table[key]) throw new ConfigError(`json: unknown field "${prefix}${key}"`);
  }
  const decoded: Settings = {};
  for (const [key, value] of entries) {
    const setting = table[key]!;
    if (value === null && IGNORES_NULL.has(setting.type)) continue;
    decoded[key] = decodeValue(setting, value, prefix + key);
  }
  return decoded;
}

function decodeValue(setting: Setting, value: unknown, path: string): SettingValue {
  switch (setting.type) {
    case 'bool':
      if (typeof value !== 'boolean') throw wrongType(value, 'bool');
      return value;
    case 'int':
    case 'uint':
    case 'float64':
      return decodeNumber(setting.type, value);
    case 'duration':
      return formatDuration(parseDuration(decodeText(value)));
    case 'choice':
      return decodeChoice(setting, decodeText(value));
    case '[]string':
      return decodeList(value, path, setting.type, decodeText);
    case '[]uint':
    case '[]float64':
      return decodeList(value, path, setting.type, (each) =>
        decodeNumber(setting.type === '[]uint' ? 'uint' : 'float64', each),
      );
    case 'objects':
      return decodeObjects(setting.fields, value, path);
    default:
      return decodeText(value);
  }
}

function decodeText(value: unknown): string {
  if (typeof value !== 'string') throw wrongType(value, 'string');
  return value;
}

function decodeNumber(type: 'int' | 'uint' | 'float64', value: unknown): number {
  if (typeof value !== 'number') throw wrongType(value, type);
  if (type !== 'float64' && (!Number.isSafeInteger(value) || (type === 'uint' && value < 0))) {
    throw new ConfigError(`json: cannot unmarshal number ${value} into Go value of type ${type}`);
  }
  return value;
}

function decodeChoice(setting: Extract<Setting, { type: 'choice' }>, value: string): string {
  if (!setting.choices.includes(value)) throw new ConfigError(setting.refusal.replace('%', () => value));
  return value;
}

function decodeList(
  value: unknown,
  path: string,
  type: Setting['type'],
  decodeOne: (each: unknown) => SettingValue,
): SettingValue[] {
  if (value === null) throw new ConfigError(`cannot set slice "${path}" to nil`);
  if (!Array.isArray(value)) throw wrongType(value, GO_TYPE[type] ?? type);
  return value.map(decodeOne);
}

function decodeObjects(fields: SettingTable, value: unknown, path: string): SettingValue[] {
  let position = 0;
  return decodeList(value, path, 'objects', (each) => {
    const decoded = decodeSettings(fields, each, `${path}[${position++}].`);
    return {
      ...Object.fromEntries(Object.entries(fields).map(([key, { default: v }]) => [key, v])),
      ...decoded,
    };
  });
}

function wrongType(value: unknown, goType: string): ConfigError {
  const seen = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const goSeen = seen === 'boolean' ? 'bool' : seen;
  return new ConfigError(`json: cannot unmarshal ${goSeen} into Go value of type ${goType}`);
}
