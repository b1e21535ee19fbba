import { type Fallback, setting, type Setting, SettingFault } from './setting';

interface Described extends Fallback {
  readonly about: string;
}
type Optional<T, D extends Described> = D['optional'] extends true ? T | null : T;

/** Any text that is not empty. */
export function text<D extends Described>(name: string, definition: D): Setting<Optional<string, D>> {
  return setting<string>(name, { ...definition, parse: (value) => value }) as Setting<Optional<string, D>>;
}

/** A whole number from `min` to `max`. */
export function integer(
  name: string,
  { min, max, ...definition }: Described & { readonly min: number; readonly max: number },
): Setting<number> {
  return setting(name, {
    ...definition,
    parse: (value) => {
      const number = Number(value);
      if (!/^\d+$/.test(value) || number < min || number > max)
        throw new SettingFault(`must be a whole number from ${min} to ${max}`);
      return number;
    },
  });
}

/** A TCP or UDP port. */
export function port(name: string, definition: Described): Setting<number> {
  return integer(name, { ...definition, min: 1, max: 65535 });
}

/** `true` or `false`. */
export function toggle(name: string, definition: Described): Setting<boolean> {
  return setting(name, {
    ...definition,
    parse: (value) => {
      if (value !== 'true' && value !== 'false') throw new SettingFault('must be true or false');
      return value === 'true';
    },
  });
}

/** One of a closed list of words. */
export function choice<const W extends readonly string[]>(
  name: string,
  words: W,
  definition: Described,
): Setting<W[number]> {
  return setting(name, {
    ...definition,
    parse: (value) => {
      if (!words.includes(value)) throw new SettingFault(`must be one of ${words.join(', ')}`);
      return value as W[number];
    },
  });
}

/** An absolute URL without credentials, query or fragment; kept without a slash at its end. */
export function url<D extends Described & { readonly protocols: readonly string[] }>(
  name: string,
  { protocols, ...definition }: D,
): Setting<Optional<string, D>> {
  return setting<string>(name, {
    ...definition,
    parse: (value) => {
      const parsed = URL.canParse(value) ? new URL(value) : undefined;
      if (!parsed || !protocols.includes(parsed.protocol) || !parsed.hostname)
        throw new SettingFault(`must be a URL beginning with ${protocols.map((p) => `${p}//`).join(' or ')}`);
      if (parsed.username || parsed.password || parsed.search || parsed.hash)
        throw new SettingFault('must have no user, password, query or fragment');
      return value.replace(/\/+$/, '');
    },
  }) as Setting<Optional<string, D>>;
}

/** A secret of at least `bytes` bytes of UTF-8. Also read from the file that `<NAME>_FILE` names. */
export function secret<D extends Described & { readonly bytes: number }>(
  name: string,
  { bytes, ...definition }: D,
): Setting<Optional<string, D>> {
  return setting<string>(name, {
    ...definition,
    secret: true,
    parse: (value) => {
      if (Buffer.byteLength(value) < bytes)
        throw new SettingFault(`must be at least ${bytes} bytes long; \`openssl rand -base64 48\` makes one`);
      return value;
    },
  }) as Setting<Optional<string, D>>;
}

/** A key of exactly 32 bytes, as base64. Also read from the file that `<NAME>_FILE` names. */
export function key<D extends Described>(name: string, definition: D): Setting<Optional<Buffer, D>> {
  return setting<Buffer>(name, {
    ...definition,
    secret: true,
    parse: (value) => {
      const bytes = Buffer.from(value, 'base64');
      if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(value) || bytes.length !== 32)
        throw new SettingFault('must be 32 bytes as base64; `openssl rand -base64 32` makes one');
      return bytes;
    },
  }) as Setting<Optional<Buffer, D>>;
}
