import type { ProcessConfig } from '../../config/http.config';
import type { Message } from '../../platform/messages/message-catalog';
import { message } from '../messages';

/** The parsed address of a webhook. */
export interface WebhookTarget {
  readonly url: URL;
  /** Without the brackets of IPv6. */
  readonly host: string;
  readonly port: number;
}

/** Why an address is invalid, as the text of a field fault. */
export interface InvalidWebhookUrl {
  readonly fault: Message;
}

/** Parses the address of a webhook. Pure. @returns The target, or why the address is invalid. */
export function parseWebhookUrl(
  text: string,
  mode: ProcessConfig['mode'],
): WebhookTarget | InvalidWebhookUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.hostname || !['https:', 'http:'].includes(url.protocol))
    return { fault: message('field.url.scheme') };
  if (url.protocol === 'http:' && mode === 'production') return { fault: message('field.url.https') };
  if (url.username || url.password) return { fault: message('field.url.credentials') };
  if (url.hash) return { fault: message('field.url.fragment') };
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { url, host, port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) };
}
