import type { HttpConfig, ProcessConfig } from './http.config';

const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i;

/**
 * Whether owners may use cameras and webhook receivers on loopback, for demos and development: outside of
 * production, and only while no other machine can reach the service. On a LAN, only the operator may use loopback.
 */
export function opensLoopback(
  { mode }: Pick<ProcessConfig, 'mode'>,
  { host, publicUrl }: Pick<HttpConfig, 'host' | 'publicUrl'>,
): boolean {
  return mode !== 'production' && LOOPBACK_HOST.test(host) && LOOPBACK_HOST.test(new URL(publicUrl).hostname);
}
