import { IntlMessageFormat } from 'intl-messageformat';
import type { MessageParameters } from './message-parameters';

/** Languages that every catalog has, as BCP 47 tags. The first one is the default. */
export const LOCALES = ['en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Texts of one language by code, in ICU MessageFormat (https://unicode-org.github.io/icu/userguide/format_parse/messages/). */
export type MessageTexts = Readonly<Record<string, string>>;

/** A text with its parameters. It becomes text when it is sent, in the language of the reader. */
export interface Message {
  /** `<catalog>.<code>` */
  readonly id: string;
  /** @param locale Default: the first of `LOCALES`. */
  text(locale?: Locale): string;
}

/** Creates a message by its code. The parameters are checked against the English text. */
export type MessageFactory<English extends MessageTexts> = <Code extends keyof English & string>(
  code: Code,
  ...parameters: keyof MessageParameters<English[Code]> extends never
    ? []
    : [parameters: MessageParameters<English[Code]>]
) => Message;

/**
 * Creates the messages of one module from its catalogs. A module has one catalog file per language and one line that
 * joins them, so a further language is a set of files:
 *
 * ```ts
 * // workshops/messages.en.ts
 * export const EN = {
 *   'too-many-members': 'A workshop can have at most {limit, plural, one {# member} other {# members}}.',
 * } as const;
 * // workshops/messages.ts
 * export const message = messageCatalog('workshops', { en: EN });
 * // anywhere in the module
 * throw new DomainError('too-many-members', { detail: message('too-many-members', { limit }) });
 * ```
 *
 * An unknown code, a missing parameter and a language that lacks a text do not compile. `catalogs.spec.ts` reads every
 * `messages.<locale>.ts` and fails on invalid ICU syntax, on parameters that differ between languages, and on codes that
 * nothing uses.
 *
 * @param catalog Name of the module, for the ids of messages.
 * @param texts One catalog per language.
 */
export function messageCatalog<const English extends MessageTexts>(
  catalog: string,
  texts: { readonly en: English } & Readonly<Record<Locale, Readonly<Record<keyof English, string>>>>,
): MessageFactory<English> {
  const formats = new Map<string, IntlMessageFormat>();
  const formatOf = (code: string, locale: Locale) => {
    const key = `${locale} ${code}`;
    const known = formats.get(key);
    if (known) return known;
    const format = new IntlMessageFormat(texts[locale][code] ?? '', locale, undefined, { ignoreTag: true });
    formats.set(key, format);
    return format;
  };
  return (code, ...parameters) => ({
    id: `${catalog}.${code}`,
    text: (locale = LOCALES[0]) =>
      String(formatOf(code, locale).format(parameters[0] as Record<string, never> | undefined)),
  });
}
