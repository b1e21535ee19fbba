import type { Locale, Message } from './message-catalog';

/** The text of a message in a language. Text stays as it is. */
export function textOf(message: Message | string, locale?: Locale): string {
  return typeof message === 'string' ? message : message.text(locale);
}
