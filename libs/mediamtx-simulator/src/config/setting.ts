/** Type of a setting: its format and validation. */
export type SettingKind =
  | { type: 'string' | 'bool' | 'int' | 'uint' | 'float64' | 'duration' | 'size' }
  | { type: '[]string' | '[]uint' | '[]float64' }
  | { type: 'choice'; choices: readonly string[]; refusal: string }
  | { type: 'objects'; fields: SettingTable };

/** One setting with its type and default. Values have the format of the Control API. */
export type Setting = SettingKind & { default: SettingValue };
export type SettingValue = string | number | boolean | SettingValue[] | { [key: string]: SettingValue };
export type SettingTable = Readonly<Record<string, Setting>>;
export type Settings = Record<string, SettingValue>;

/** A string. */
export const text = (value: string): Setting => ({ type: 'string', default: value });
/** A boolean. */
export const flag = (value: boolean): Setting => ({ type: 'bool', default: value });
/** A whole number that may be negative. */
export const whole = (value: number): Setting => ({ type: 'int', default: value });
/** A whole number that may not be negative. */
export const count = (value: number): Setting => ({ type: 'uint', default: value });
/** A number. */
export const real = (value: number): Setting => ({ type: 'float64', default: value });
/** A duration such as `10s`, `1h30m` or `2d`. */
export const duration = (value: string): Setting => ({ type: 'duration', default: value });
/** A size such as `50M`. */
export const size = (value: string): Setting => ({ type: 'size', default: value });
/** A list of strings. */
export const texts = (value: string[]): Setting => ({ type: '[]string', default: value });
/** A list of numbers. */
export const numbers = (value: number[], type: 'uint' | 'float64'): Setting => ({
  type: `[]${type}`,
  default: value,
});
/** One of a fixed set of words; `%` in the error text is replaced by the given value. */
export const choice = (value: string, choices: readonly string[], refusal: string): Setting => ({
  type: 'choice',
  choices,
  refusal,
  default: value,
});
/** A list of objects. */
export const objects = (value: SettingValue[], fields: SettingTable): Setting => ({
  type: 'objects',
  fields,
  default: value,
});

/** The defaults of a table, as one object. */
export const defaultsOf = (table: SettingTable): Settings =>
  Object.fromEntries(Object.entries(table).map(([key, setting]) => [key, structuredClone(setting.default)]));
