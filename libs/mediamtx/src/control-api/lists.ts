import { ControlApiProblem, problemOf } from './control-api-problem';
import { type Answer, type Exchange } from './exchange';
import { countOf, fieldsOf } from './json-fields';

/** Items per page: 500 path configurations have about 1 MB. */
const ITEMS_PER_PAGE = 500;
/** Pages after which a list counts as endless. */
const MAX_PAGES = 1000;

/** Parses the JSON of a successful response. @throws ControlApiProblem for another status or body */
export function jsonOf(call: string, answer: Answer): unknown {
  return parsedBody(call, answer, ({ body }) => JSON.parse(body) as unknown);
}

/** Parses the body of a successful response. @param parse Throws for a body that is not JSON. @throws ControlApiProblem */
function parsedBody<Body>(call: string, answer: Answer, parse: (answer: Answer) => Body): Body {
  if (answer.status < 200 || answer.status > 299) throw problemOf(call, answer.status, answer.body);
  try {
    return parse(answer);
  } catch {
    throw new ControlApiProblem('unexpected', call, answer.status, 'the answer is not JSON');
  }
}

/** Checks the response of a write. Its body is empty up to v1.15.4 and `{status:"ok"}` later (MediaMTX contract §4). */
export function expectDone(call: string, answer: Answer): void {
  if (answer.status < 200 || answer.status > 299) throw problemOf(call, answer.status, answer.body);
}

/** A page of a list. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly pageCount: number;
}

/**
 * Parses a page. The body is overwritten later. @param page Number of the page, from 0. @returns null when the body is not a list.
 * @throws SyntaxError when the body is not JSON.
 */
export type ParsePage<Item> = (body: Buffer, page: number) => ListPage<Item> | null;

/** Parses a page as JSON. @param itemOf Parses an item. The rest of a page is dropped before the next page is read. */
export function jsonPages<Item>(itemOf: (value: unknown) => Item): ParsePage<Item> {
  return (body) => {
    const { items, pageCount } = fieldsOf(JSON.parse(body.toString('utf8')));
    return Array.isArray(items) ? { items: items.map(itemOf), pageCount: countOf(pageCount) } : null;
  };
}

/**
 * Memory for a page; null while a page in it is parsed. New memory for several megabytes every second would be released
 * late, and collecting it takes longer than reading it.
 */
let spareBytes: Buffer | null = null;

function joinPage(chunks: readonly Buffer[], size: number): Buffer {
  const bytes = spareBytes && spareBytes.length >= size ? spareBytes : Buffer.allocUnsafeSlow(size);
  spareBytes = null;
  let at = 0;
  for (const chunk of chunks) at += chunk.copy(bytes, at);
  return bytes.subarray(0, size);
}

/** Reads all pages of a list. Items that are added or removed meanwhile may be missing until the next read. */
export async function readList<Item>(
  exchange: Exchange,
  route: string,
  parsePage: ParsePage<Item>,
  itemsPerPage = ITEMS_PER_PAGE,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const pageRoute = `${route}?page=${page}&itemsPerPage=${itemsPerPage}`;
    const answer = await exchange.send('GET', pageRoute, undefined, joinPage);
    const found = parsedBody(`GET ${route}`, answer, ({ bytes }) => parsePage(bytes, page));
    const memory = answer.bytes.buffer;
    if (!spareBytes || spareBytes.length < memory.byteLength) spareBytes = Buffer.from(memory);
    // Every release returns a list, also an empty one. Treating another body as empty would remove and recreate all paths.
    if (!found)
      throw new ControlApiProblem('unexpected', `GET ${route}`, answer.status, 'the answer is not a list');
    for (const item of found.items) items.push(item);
    if (found.items.length === 0 || page + 1 >= found.pageCount) return items;
  }
  throw new ControlApiProblem('unexpected', `GET ${route}`, null, 'the list has no end');
}
