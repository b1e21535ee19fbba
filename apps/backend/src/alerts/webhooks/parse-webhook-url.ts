import type { ProcessConfig } from '../../config/http.config';

/** The parsed address of a webhook. */
export interface WebhookTarget {
  readonly url: URL;
  /** Without the brackets of IPv6. */
  readonly host: string;
  readonly port: number;
}

/** Parses the address of a webhook. Pure. @returns The target, or why the address is invalid. */
export function parseWebhookUrl(text: string, mode: ProcessConfig['mode']): WebhookTarget | string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.hostname || !['https:', 'http:'].includes(url.protocol))
    return 'must be an address that begins with https://';
  if (url.protocol === 'http:' && mode === 'production')
    return 'must begin with https://: what is sent tells when nobody is looking';
  if (url.username || url.password) return 'must have no user and password: check the signature instead';
  if (url.hash) return 'must have no fragment';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { url, host, port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) };
}
