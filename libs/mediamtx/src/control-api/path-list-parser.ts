import { jsonPages, type ListPage } from './lists';
import { pathItemOf, type PathItem } from './path-item';

/** Keys of an item whose values change while nothing else does. */
const COUNTERS = /"(bytesReceived|bytesSent|inboundBytes|outboundBytes|inboundFramesInError)":(\d+)(?=[,}])/g;
/** Digits of the largest counter that a JavaScript number holds exactly. */
const MAX_DIGITS = 15;
/** Start of a page, as every release writes it, and its maximum number of bytes. */
const PAGE_BEGIN = /^\{"itemCount":\d+,"pageCount":(\d+),"items":\[/;
const MAX_PAGE_BEGIN_BYTES = 80;
/** Longest text that is shared, in bytes. Longer ones contain names and ids, which are as many as there are items. */
const MAX_SHARED_BYTES = 32;
const ITEM_BEGIN = Buffer.from('{"name":"');
const [ZERO, NINE, COMMA, QUOTE, BACKSLASH] = [48, 57, 44, 34, 92];
const [OPEN_BRACE, CLOSE_BRACE, CLOSE_BRACKET] = [123, 125, 93];

const parseJsonPage = jsonPages(pathItemOf);

/** An item as it was sent last, without its counters. */
interface KnownItem {
  /** Its counter is written in place: copying 10 000 items every second costs more than reading them. */
  readonly item: PathItem & { bytesReceived: number };
  /** Bytes before, between and after the counters. */
  readonly texts: readonly Uint8Array[];
  /** Index of the counter that is `bytesReceived` of the item. */
  readonly received: number;
}

/** Items of one page, and their known form; null: not comparable. */
interface ParsedItems {
  readonly items: PathItem[];
  readonly known: (KnownItem | null)[];
}

/** Result of a comparison: end of the item, and its `bytesReceived`. One object for all, so that none is allocated. */
const matched = { end: 0, bytesReceived: 0 };

/**
 * Parses the pages of one media server. Parsing all JSON of 10 000 paths every second took a tenth of a core, and from one
 * poll to the next only byte counters change. An item that equals the previous one except for its counters is not parsed
 * again: its bytes are compared, its counters are read, and it is the same object. Everything else is parsed as JSON, and so is a page that is
 * not written as MediaMTX writes it.
 */
export class PathListParser {
  /** Items of the previous list, by page. */
  private readonly pages: (readonly (KnownItem | null)[])[] = [];
  /** Short texts: the same ones are in every item. */
  private readonly texts = new Map<string, Uint8Array>();

  /**
   * Parses a page.
   * @param page Number of the page, from 0.
   * @returns null when the body is not a list.
   * @throws SyntaxError when the body is not JSON.
   */
  parse(body: Buffer, page: number): ListPage<PathItem> | null {
    const begin = PAGE_BEGIN.exec(body.toString('latin1', 0, MAX_PAGE_BEGIN_BYTES));
    const found = begin && this.parseItems(body, begin[0].length, this.pages[page] ?? []);
    if (!found) {
      this.pages.length = page;
      return parseJsonPage(body, page);
    }
    const pageCount = Number(begin[1]);
    this.pages[page] = found.known;
    // The pages of a list that became shorter.
    this.pages.length = Math.max(page + 1, Math.min(this.pages.length, pageCount));
    return { items: found.items, pageCount };
  }

  /** Null: the page is not written as expected. */
  private parseItems(body: Buffer, begin: number, before: readonly (KnownItem | null)[]): ParsedItems | null {
    const [items, known]: [PathItem[], (KnownItem | null)[]] = [[], []];
    let at = begin;
    if (body[at] === CLOSE_BRACKET) return isEnd(body, at) ? { items, known } : null;
    for (;;) {
      const last = before[items.length] ?? null;
      if (last && matchItem(body, at, last)) {
        last.item.bytesReceived = matched.bytesReceived;
        items.push(last.item);
        known.push(last);
        at = matched.end;
      } else {
        const end = endOfObject(body, at);
        if (end === -1) return null;
        const text = body.toString('utf8', at, end);
        const item = pathItemOf(JSON.parse(text));
        items.push(item);
        known.push(this.learn(text, item));
        at = end;
      }
      if (body[at] !== COMMA) return isEnd(body, at) ? { items, known } : null;
      at += 1;
    }
  }

  /** Null for an item whose counters cannot be distinguished. */
  private learn(text: string, item: PathItem): KnownItem | null {
    const counters = [...text.matchAll(COUNTERS)];
    const keys = counters.map(([, key]) => key);
    const received = keys.indexOf(keys.includes('inboundBytes') ? 'inboundBytes' : 'bytesReceived');
    const counter = counters[received];
    if (!counter || new Set(keys).size < keys.length || Number(counter[2]) !== item.bytesReceived)
      return null;
    let from = 0;
    const texts = counters.map(({ index, 0: whole, 2: digits = '' }) => {
      const before = text.slice(from, index + whole.length - digits.length);
      from = index + whole.length;
      return this.shared(before);
    });
    return { item, texts: [...texts, this.shared(text.slice(from))], received };
  }

  /** One copy of equal short texts. */
  private shared(text: string): Uint8Array {
    const found = this.texts.get(text);
    if (found) return found;
    const bytes = Buffer.from(text, 'utf8');
    if (bytes.length <= MAX_SHARED_BYTES) this.texts.set(bytes.toString('utf8'), bytes);
    return bytes;
  }
}

/** Whether the item at a position differs from the known one in its counters only. Writes `matched`. */
function matchItem(body: Buffer, begin: number, { item, texts, received }: KnownItem): boolean {
  let at = begin;
  matched.bytesReceived = item.bytesReceived;
  for (let index = 0; index < texts.length; index += 1) {
    const expected = texts[index] as Uint8Array;
    if (!startsWith(body, at, expected)) return false;
    at += expected.length;
    if (index === texts.length - 1) break;
    const digits = at;
    let value = 0;
    for (let digit = body[at] ?? 0; digit >= ZERO && digit <= NINE; digit = body[at] ?? 0) {
      value = value * 10 + (digit - ZERO);
      at += 1;
    }
    if (at === digits || at - digits > MAX_DIGITS) return false;
    if (index === received) matched.bytesReceived = value;
  }
  matched.end = at;
  return true;
}

function startsWith(body: Buffer, at: number, expected: Uint8Array): boolean {
  const { length } = expected;
  if (at + length > body.length) return false;
  // A call of the runtime takes as long as a few dozen bytes here.
  if (length > MAX_SHARED_BYTES) return body.compare(expected, 0, length, at, at + length) === 0;
  for (let offset = 0; offset < length; offset += 1) if (body[at + offset] !== expected[offset]) return false;
  return true;
}

/** Position after the object that begins here; -1 when it does not end. */
function endOfObject(body: Buffer, begin: number): number {
  if (!ITEM_BEGIN.equals(body.subarray(begin, begin + ITEM_BEGIN.length))) return -1;
  let depth = 0;
  for (let at = begin, isText = false; at < body.length; at += 1) {
    const code = body[at];
    if (isText) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) isText = false;
    } else if (code === QUOTE) isText = true;
    else if (code === OPEN_BRACE) depth += 1;
    else if (code === CLOSE_BRACE && (depth -= 1) === 0) return at + 1;
  }
  return -1;
}

function isEnd(body: Buffer, at: number): boolean {
  return body.length - at <= MAX_PAGE_BEGIN_BYTES && /^\]\}\s*$/.test(body.toString('latin1', at));
}
