/** The environment as settings see it: every value as text, secrets from files already read. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The fault of a value, as the end of a sentence that begins with the name of the setting. Never contains a secret. */
export class SettingFault extends Error {}

/** One setting: its source, meaning and range. */
export interface Setting<T> {
  /** Name of the environment variable. */
  readonly name: string;
  /** One or two sentences for the reference page: meaning, unit, range. */
  readonly about: string;
  /** Secrets can also come from a file (`<NAME>_FILE`) and are never shown. */
  readonly secret: boolean;
  /** What the reference page shows as default: `required`, `none` or a value. */
  readonly fallbackText: string;
  /** Text in place of an absent value; undefined: the setting is required, null: it stays absent. */
  fallback(environment: Environment): string | null | undefined;
  /** @throws SettingFault when the text is not a value for this setting. */
  parse(text: string): T;
}

/** The part of a definition for an absent value. */
export interface Fallback {
  /** Value when absent; required when neither this nor `optional` is given. */
  readonly default?: string | ((environment: Environment) => string) | undefined;
  /** Text of the reference page for a computed default. */
  readonly defaultText?: string | undefined;
  /** An absent value is allowed (null). */
  readonly optional?: boolean | undefined;
}

interface Definition<T> extends Fallback {
  readonly about: string;
  readonly secret?: boolean;
  readonly parse: (text: string) => T;
}

/** A setting with its own parser. */
export function setting<T>(name: string, definition: Definition<T>): Setting<T> {
  const { default: standIn, optional = false } = definition;
  return {
    name,
    about: definition.about,
    secret: definition.secret ?? false,
    fallbackText:
      definition.defaultText ?? (typeof standIn === 'string' ? standIn : optional ? 'none' : 'required'),
    fallback: (environment) =>
      typeof standIn === 'function' ? standIn(environment) : (standIn ?? (optional ? null : undefined)),
    parse: definition.parse,
  };
}

/** The values of a group of settings. */
export type ValuesOf<S extends Record<string, Setting<unknown>>> = {
  readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never;
};

/** A class of settings; its instances hold the values. */
export interface Concern<S extends Record<string, Setting<unknown>>> {
  new (values: ValuesOf<S>): ValuesOf<S>;
  readonly title: string;
  readonly settings: S;
}

/**
 * The class to extend for the settings of one concern, so that they are injected by type.
 * @param title Heading of the concern on the reference page.
 */
export function concern<S extends Record<string, Setting<unknown>>>(title: string, settings: S): Concern<S> {
  class Values {
    static readonly title = title;
    static readonly settings = settings;
    constructor(values: ValuesOf<S>) {
      Object.assign(this, values);
    }
  }
  return Values as unknown as Concern<S>;
}
