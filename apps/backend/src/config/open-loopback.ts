import type { HttpConfig, ProcessConfig } from './http.config';

const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i;

/**
 * Whether owners may have cameras and receivers of webhooks on loopback, as demos and development have: outside of
 * production, and only while nothing but this machine reaches the service. On a LAN loopback is the operator's.
 */
export function opensLoopback(
  { mode }: Pick<ProcessConfig, 'mode'>,
  { host, publicUrl }: Pick<HttpConfig, 'host' | 'publicUrl'>,
): boolean {
  return mode !== 'production' && LOOPBACK_HOST.test(host) && LOOPBACK_HOST.test(new URL(publicUrl).hostname);
}
