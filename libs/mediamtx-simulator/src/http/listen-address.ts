/**
 * Parses an address such as `:8889` or `127.0.0.1:8889`. Without a host it is loopback, unlike in MediaMTX: the
 * simulator serves one machine only.
 */
export function parseAddress(address: string): { host: string; port: number } {
  const at = address.lastIndexOf(':');
  const host = address.slice(0, Math.max(at, 0)).replace(/^\[|\]$/g, '');
  return {
    host: host === '' || host === '0.0.0.0' ? '127.0.0.1' : host,
    port: Number(address.slice(at + 1)),
  };
}
