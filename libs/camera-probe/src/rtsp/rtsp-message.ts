import type { RtspClientRules } from '@ppf/mediamtx';

/** A camera's answer (RFC 2326 §7). Texts are one character a byte. */
export interface RtspResponse {
  readonly status: number;
  /** Names in lower case; values of a repeated header in order, with the blanks that end them. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
}

/** Start line and headers of a message. */
export interface HeaderBlock {
  readonly startLine: string;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** Bytes, with the empty line that ends them. */
  readonly length: number;
}

/** More headers, or longer ones, are refused by the media server (gortsplib, `pkg/base/header.go`). */
const MAX_HEADERS = 255;
const MAX_NAME_BYTES = 511;
const MAX_VALUE_BYTES = 2_047;
const MAX_START_LINE_BYTES = 600;
const MAX_REASON_BYTES = 254;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BLANK = 0x20;

/** All values of a header, by its lower-case name. */
export function headerValues(response: Pick<RtspResponse, 'headers'>, name: string): readonly string[] {
  return response.headers.get(name) ?? [];
}

/** The first value of a header, by its lower-case name. */
export function header(response: Pick<RtspResponse, 'headers'>, name: string): string | undefined {
  return headerValues(response, name)[0];
}

/** What the first line of a message says it is; null: the media server does not read it. */
export function parseStartLine(
  line: string,
  rules: RtspClientRules,
):
  | { readonly kind: 'response'; readonly status: number }
  | { readonly kind: 'request'; readonly method: string }
  | null {
  const response = /^RTSP\/1\.0 (\d{1,3})(?: (.*))?$/s.exec(line);
  if (response !== null) {
    const [, status, reason] = response;
    const isAllowed =
      reason === undefined
        ? rules.allowsMissingReason
        : reason.length <= MAX_REASON_BYTES && (reason !== '' || rules.allowsEmptyReason);
    return isAllowed ? { kind: 'response', status: Number(status) } : null;
  }
  const method = /^([A-Z_]{1,63}) \S+ RTSP\/1\.0$/.exec(line)?.[1];
  return method === undefined ? null : { kind: 'request', method };
}

/**
 * The start line and headers that begin some bytes: each line ends in CR LF, a name reaches to the next colon even over a
 * line break, and blanks before a value are not part of it (gortsplib, `Header.unmarshal`).
 */
export function parseHeaders(bytes: Buffer, maxBytes: number): HeaderBlock | 'incomplete' | 'invalid' {
  const headers = new Map<string, string[]>();
  const first = textUntil(bytes, 0, '\r', MAX_START_LINE_BYTES);
  if (typeof first === 'string') return hasBareLineFeed(bytes) ? 'invalid' : first;
  if (first.text.includes('\n')) return 'invalid';
  for (let [at, count] = [first.end, 0]; ; count += 1) {
    const lineFeed = bytes[at];
    if (lineFeed === undefined) return 'incomplete';
    if (lineFeed !== LINE_FEED || at > maxBytes || count > MAX_HEADERS) return 'invalid';
    if (bytes[at + 1] === CARRIAGE_RETURN) {
      if (at + 2 >= bytes.length) return 'incomplete';
      if (bytes[at + 2] !== LINE_FEED) return 'invalid';
      return { startLine: first.text, headers, length: at + 3 };
    }
    const name = textUntil(bytes, at + 1, ':', MAX_NAME_BYTES);
    if (typeof name === 'string') return name;
    let from = name.end;
    while (bytes[from] === BLANK) from += 1;
    const value = textUntil(bytes, from, '\r', MAX_VALUE_BYTES);
    if (typeof value === 'string') return value;
    const key = name.text.toLowerCase();
    headers.set(key, [...(headers.get(key) ?? []), value.text]);
    at = value.end;
  }
}

/** What stands before a character, and where what follows it begins. */
function textUntil(
  bytes: Buffer,
  from: number,
  end: string,
  maxBytes: number,
): { readonly text: string; readonly end: number } | 'incomplete' | 'invalid' {
  const at = bytes.indexOf(end, from, 'latin1');
  if ((at === -1 ? bytes.length : at) - from > maxBytes) return 'invalid';
  return at === -1 ? 'incomplete' : { text: bytes.toString('latin1', from, at), end: at + 1 };
}

// Lines that end in LF alone: the media server would wait for their CR.
function hasBareLineFeed(bytes: Buffer): boolean {
  return bytes.includes(LINE_FEED);
}

/** An answer to a camera's request, as it goes over the wire. */
export function writeAnswer(cseq: string | null): string {
  const lines = cseq === null ? [] : [`CSeq: ${cseq.replace(/[^\x20-\x7e]/g, '')}`];
  return ['RTSP/1.0 200 OK', ...lines, 'User-Agent: ppf-monitoring', '', ''].join('\r\n');
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
