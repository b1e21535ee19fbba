/**
 * Formats an RTSP request or response (RFC 2326 §6, §7). Adds `Content-Length` when the message has a body.
 * @throws RangeError when a header would break out of its line.
 */
export function formatMessage(
  startLine: string,
  headers: Readonly<Record<string, string | number>>,
  body = '',
): string {
  const all = body ? { ...headers, 'Content-Length': Buffer.byteLength(body) } : headers;
  const lines = [startLine, ...Object.entries(all).map(([name, value]) => `${name}: ${value}`)];
  if (lines.some((line) => /[\r\n\0]/.test(line)))
    throw new RangeError('A line of the message is not valid.');
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** Formats an RTSP request. @throws RangeError when the URI or a header is not valid in a request. */
export function formatRequest(
  method: string,
  uri: string,
  headers: Readonly<Record<string, string | number>>,
  body = '',
): string {
  if (/[^\x21-\x7e]/.test(uri)) throw new RangeError('The request URI is not valid.');
  return formatMessage(`${method} ${uri} RTSP/1.0`, headers, body);
}
