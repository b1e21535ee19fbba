/** A camera's answer (RFC 2326 §7). */
export interface RtspResponse {
  readonly status: number;
  /** Names in lower case; values of a repeated header in order. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
}

/** The first value of a header, by its lower-case name. */
export function header(response: Pick<RtspResponse, 'headers'>, name: string): string | undefined {
  return response.headers.get(name)?.[0];
}

/** What the first line of a message says it is; null: this is not RTSP. */
export function readStartLine(line: string): { readonly status: number } | 'request' | null {
  const response = /^RTSP\/\d\.\d (\d{3})(?: |$)/.exec(line);
  if (response?.[1] !== undefined) return { status: Number(response[1]) };
  return / RTSP\/\d\.\d$/.test(line) ? 'request' : null;
}

/** Header lines to headers; lines without a colon are passed over, folded ones (RFC 2326 §4.2) are joined. */
export function readHeaders(lines: readonly string[]): Map<string, string[]> {
  const headers = new Map<string, string[]>();
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
export function writeRequest(method: string, uri: string, headers: Readonly<Record<string, string>>): string {
  const lines = [
    `${method} ${uri} RTSP/1.0`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  if (/[^\x21-\x7e]/.test(uri) || lines.some((line) => /[\r\n\0]/.test(line)))
    throw new RangeError('A request has a character that must not be in it.');
  return `${lines.join('\r\n')}\r\n\r\n`;
}
