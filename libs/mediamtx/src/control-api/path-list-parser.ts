import { jsonPages, type ListPage } from './lists';
import { pathItemOf, type PathItem } from './path-item';

/** Keys of an item whose values change while nothing else does. */
const COUNTERS = /"(bytesReceived|bytesSent|inboundBytes|outboundBytes|inboundFramesInError)":(\d+)(?=[,}])/g;
/** Digits of the largest counter that a JavaScript number holds exactly. */
const MAX_DIGITS = 15;
/** Begin of a page, as every release writes it. */
const PAGE_BEGIN = /^\{"itemCount":\d+,"pageCount":(\d+),"items":\[/;
/** Longest text that is shared, in characters. Longer ones contain names and ids, which are as many as there are items. */
const MAX_SHARED_LENGTH = 32;
const ITEM_BEGIN = '{"name":"';
const ZERO = 48;
const COMMA = 44;
const QUOTE = 34;
const BACKSLASH = 92;
const [OPEN_BRACE, CLOSE_BRACE, CLOSE_BRACKET] = [123, 125, 93];

const parseJsonPage = jsonPages(pathItemOf);

/** An item as it was sent last, without its counters. */
interface KnownItem {
  readonly item: PathItem;
  /** Text before, between and after the counters. */
  readonly texts: readonly string[];
  /** Index of the counter that is `bytesReceived` of the item. */
  readonly received: number;
}

/**
 * Parses the pages of one media server. Parsing all JSON of 10 000 paths every second took a tenth of a core, and from one
 * poll to the next only byte counters change. An item that equals the previous one except for its counters is not parsed
 * again: its text is compared, and its counters are read. Everything else is parsed as JSON, and so is a page that is not
 * written as MediaMTX writes it.
 */
export class PathListParser {
  /** Items of the previous list, by page. Null: not comparable. */
  private readonly pages: (readonly (KnownItem | null)[])[] = [];
  /** Short texts: the same ones are in every item. */
  private readonly texts = new Map<string, string>();

  /**
   * Parses a page.
   * @param page Number of the page, from 0.
   * @returns null when the text is no list.
   * @throws SyntaxError when the text is no JSON.
   */
  parse(text: string, page: number): ListPage<PathItem> | null {
    const found = this.compare(text, page);
    if (found) return found;
    this.pages.length = page;
    return parseJsonPage(text, page);
  }

  /** Null: the page is not written as expected. */
  private compare(text: string, page: number): ListPage<PathItem> | null {
    const begin = PAGE_BEGIN.exec(text);
    if (!begin) return null;
    const known = this.pages[page] ?? [];
    const next: (KnownItem | null)[] = [];
    const items: PathItem[] = [];
    let at = begin[0].length;
    if (text.charCodeAt(at) === CLOSE_BRACKET)
      return isEnd(text, at) ? this.store(page, next, items, begin) : null;
    for (;;) {
      const before = known[items.length] ?? null;
      const match = before && matchItem(text, at, before);
      if (match) {
        next.push(before);
        items.push(match.item);
        at = match.end;
      } else {
        const end = endOfObject(text, at);
        if (end === -1) return null;
        const item = pathItemOf(JSON.parse(text.slice(at, end)));
        next.push(this.learn(text.slice(at, end), item));
        items.push(item);
        at = end;
      }
      if (text.charCodeAt(at) !== COMMA) break;
      at += 1;
    }
    return isEnd(text, at) ? this.store(page, next, items, begin) : null;
  }

  private store(
    page: number,
    known: readonly (KnownItem | null)[],
    items: readonly PathItem[],
    [, pageCount]: RegExpExecArray,
  ): ListPage<PathItem> {
    this.pages[page] = known;
    // The pages of a list that became shorter.
    this.pages.length = Math.max(page + 1, Math.min(this.pages.length, Number(pageCount)));
    return { items, pageCount: Number(pageCount) };
  }

  /** Null for an item whose counters cannot be distinguished. */
  private learn(text: string, item: PathItem): KnownItem | null {
    const counters = [...text.matchAll(COUNTERS)];
    const keys = counters.map(([, key]) => key);
    const received = keys.includes('inboundBytes')
      ? keys.indexOf('inboundBytes')
      : keys.indexOf('bytesReceived');
    const counter = counters[received];
    if (!counter || new Set(keys).size < keys.length || Number(counter[2]) !== item.bytesReceived)
      return null;
    let from = 0;
    const texts = counters.map(({ index, 0: whole, 2: digits = '' }) => {
      const to = index + whole.length - digits.length;
      const between = this.shared(text.slice(from, to));
      from = index + whole.length;
      return between;
    });
    return { item, texts: [...texts, this.shared(text.slice(from))], received };
  }

  /** One copy of equal short texts. A slice would keep the whole page in memory. */
  private shared(text: string): string {
    const found = this.texts.get(text);
    if (found !== undefined) return found;
    const copy = Buffer.from(text, 'utf8').toString('utf8');
    if (copy.length <= MAX_SHARED_LENGTH) this.texts.set(copy, copy);
    return copy;
  }
}

/** The item at a position when it differs from the known one in its counters only; else null. */
function matchItem(
  text: string,
  begin: number,
  { item, texts, received }: KnownItem,
): { readonly item: PathItem; readonly end: number } | null {
  let at = begin;
  let bytesReceived = item.bytesReceived;
  for (let index = 0; index < texts.length; index += 1) {
    const expected = texts[index] ?? '';
    if (!text.startsWith(expected, at)) return null;
    at += expected.length;
    if (index === texts.length - 1) break;
    const digits = at;
    let value = 0;
    for (
      let digit = text.charCodeAt(at) - ZERO;
      digit >= 0 && digit <= 9;
      digit = text.charCodeAt(at) - ZERO
    ) {
      value = value * 10 + digit;
      at += 1;
    }
    if (at === digits || at - digits > MAX_DIGITS) return null;
    if (index === received) bytesReceived = value;
  }
  return { item: bytesReceived === item.bytesReceived ? item : { ...item, bytesReceived }, end: at };
}

/** Position after the object that begins here; -1 when it does not end. */
function endOfObject(text: string, begin: number): number {
  if (!text.startsWith(ITEM_BEGIN, begin)) return -1;
  let depth = 0;
  for (let at = begin, isText = false; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isText) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) isText = false;
    } else if (code === QUOTE) isText = true;
    else if (code === OPEN_BRACE) depth += 1;
    else if (code === CLOSE_BRACE && (depth -= 1) === 0) return at + 1;
  }
  return -1;
}

function isEnd(text: string, at: number): boolean {
  return /^\]\}\s*$/.test(text.slice(at, at + 8)) && at + 8 >= text.length;
}
