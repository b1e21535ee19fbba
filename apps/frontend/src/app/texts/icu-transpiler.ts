import type { TranslocoTranspiler, TranspileParams } from '@jsverse/transloco';
import IntlMessageFormat from 'intl-messageformat';
import { locale } from './language';

/** A message of a catalog: ICU text, or its syntax tree where the build has parsed it (tools/texts/compiled-catalogs.mjs). */
type Message = ConstructorParameters<typeof IntlMessageFormat>[0];

/**
 * Formats ICU messages (plural, select, arguments) for Transloco. A message without an argument is returned as it is.
 * Throws where an argument is missing. Nothing is compiled to code, so that a content security policy without
 * `unsafe-eval` is kept.
 */
export class IcuTranspiler implements TranslocoTranspiler {
  private readonly formats = new Map<Message, IntlMessageFormat>();

  transpile({ value, params = {} }: TranspileParams): unknown {
    const message = value as Message;
    if (typeof message === 'string' && !message.includes('{')) return message;
    return this.formatOf(message).format(params as Record<string, string | number>);
  }

  private formatOf(message: Message): IntlMessageFormat {
    const known = this.formats.get(message);
    if (known) return known;
    const format = new IntlMessageFormat(message, locale(), undefined, { ignoreTag: true });
    this.formats.set(message, format);
    return format;
  }
}
