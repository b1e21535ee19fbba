/** The first value of a header, by its lower-case name. */
export function header(response, name) {
  return response.headers.get(name)?.[0];
}
/** What the first line of a message says it is; null: this is not RTSP. */
export function readStartLine(line) {
  const response = /^RTSP\/\d\.\d (\d{3})(?: |$)/.exec(line);
  if (response?.[1] !== undefined) return { status: Number(response[1]) };
  return / RTSP\/\d\.\d$/.test(line) ? 'request' : null;
}
/** Header lines to headers; lines without a colon are passed over, folded ones (RFC 2326 §4.2) are joined. */
export function readHeaders(lines) {
  const headers = new Map();
  for (const line of lines
    .join('\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return headers;
}
/** A request as it goes over the wire. @throws RangeError when a part would break out of its line. */
export function writeRequest(method, uri, headers) {
  const lines = [
    `${method} ${uri} RTSP/1.0`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  if (/[^\x21-\x7e]/.test(uri) || lines.some((line) => /[\r\n\0]/.test(line)))
    throw new RangeError('A request has a character that must not be in it.');
  return `${lines.join('\r\n')}\r\n\r\n`;
}
