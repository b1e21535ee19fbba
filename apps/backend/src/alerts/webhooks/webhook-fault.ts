import type { AlertFault } from '@ppf/contracts';

/** Maps the error of a request without a response. Omits the error's text, which may contain the address. */
export function toWebhookFault(failure: unknown): AlertFault {
  const { name, code = '' } = failure as { name?: string; code?: string };
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT') return 'timed-out';
  // Node tries several addresses and reports an error for each.
  const { errors } = failure as { errors?: readonly unknown[] };
  if (errors?.length) return toWebhookFault(errors[0]);
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO|EPROTO|ALTNAME/.test(code)) return 'tls-failed';
  if (/^(?:ECONN|EHOST|ENET|EADDR|EPIPE)/.test(code)) return 'unreachable';
  return 'failed';
}
