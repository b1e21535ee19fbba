/** An RTSP response (RFC 2326 §7). Text holds one character per byte. */
export interface RtspResponse {
  /** Status code, 100 to 599. */
  readonly status: number;
  /** Values by lower-case name. The values of a repeated header are in order and keep their trailing spaces. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
}

/** Start line and headers of a message. */
export interface HeaderBlock {
  readonly startLine: string;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** Length in bytes, including the empty line that ends the block. */
  readonly length: number;
}

/** MediaMTX refuses more headers or longer ones (gortsplib, `pkg/base/header.go`). */
const MAX_HEADERS = 255;
const MAX_NAME_BYTES = 511;
const MAX_VALUE_BYTES = 2_047;
const MAX_START_LINE_BYTES = 600;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

/** All values of a header. @param name In lower case. */
export function headerValues(message: Pick<HeaderBlock, 'headers'>, name: string): readonly string[] {
  return message.headers.get(name) ?? [];
}

/** The first value of a header. @param name In lower case. */
export function firstHeader(message: Pick<HeaderBlock, 'headers'>, name: string): string | undefined {
  return headerValues(message, name)[0];
}

/**
 * Parses the start line and headers at the beginning of some bytes, as strictly as gortsplib (`Header.unmarshal`): lines
 * end in CR LF, a name extends to the next colon even across a line break, and spaces before a value are dropped.
 * @param maxBytes Largest accepted block.
 * @returns `incomplete` while the block has no end; `invalid` when more bytes cannot make it valid.
 */
export function parseHeaderBlock(bytes: Buffer, maxBytes: number): HeaderBlock | 'incomplete' | 'invalid' {
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
    while (bytes[from] === SPACE) from += 1;
    const value = textUntil(bytes, from, '\r', MAX_VALUE_BYTES);
    if (typeof value === 'string') return value;
    const key = name.text.toLowerCase();
    headers.set(key, [...(headers.get(key) ?? []), value.text]);
    at = value.end;
  }
}

/** The text before a delimiter, and the index after it. */
function textUntil(
  bytes: Buffer,
  from: number,
  delimiter: string,
  maxBytes: number,
): { readonly text: string; readonly end: number } | 'incomplete' | 'invalid' {
  const at = bytes.indexOf(delimiter, from, 'latin1');
  if ((at === -1 ? bytes.length : at) - from > maxBytes) return 'invalid';
  return at === -1 ? 'incomplete' : { text: bytes.toString('latin1', from, at), end: at + 1 };
}

// Lines that end in LF alone: gortsplib would wait for the missing CR.
function hasBareLineFeed(bytes: Buffer): boolean {
  return bytes.includes(LINE_FEED);
}
