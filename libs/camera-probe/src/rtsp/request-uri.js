/** The URI that a camera is asked for. What may not stand in one is percent-encoded, line breaks above all. */
export function requestUri({ tls, host, port, path }) {
  const hostPart = host.includes(':') ? `[${host}]` : host;
  return `${tls ? 'rtsps' : 'rtsp'}://${hostPart}:${port}${safe(path)}`;
}
/**
 * The URI of a track (RFC 2326 §C.1.1). A camera may name another host here: that is only text in a request over the
 * connection that we have, which is to the judged address.
 */
export function trackUri(control, base) {
  if (control === null || control === '' || control === '*') return base;
  if (/^rtsps?:\/\//i.test(control)) return safe(control);
  const slash = base.endsWith('/') || control.startsWith('/') ? '' : '/';
  return `${base}${slash}${safe(control)}`;
}
function safe(text) {
  return Buffer.from(text, 'utf8')
    .toString('latin1')
    .replace(/[^\x21-\x7e]|[#"<>\\]/g, (character) => `%${hex(character.charCodeAt(0))}`);
}
function hex(byte) {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
