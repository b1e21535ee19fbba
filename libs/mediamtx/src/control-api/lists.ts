import { ControlApiProblem, problemOf } from './control-api-problem';
import { type Answer, type Exchange } from './exchange';
import { countOf, fieldsOf } from './json-fields';

/** Items per page: 500 path configurations have about 1 MB. */
const ITEMS_PER_PAGE = 500;
/** Pages after which a list counts as endless. */
const MAX_PAGES = 1000;

/** Parses the JSON of a successful response. @throws ControlApiProblem for another status or body */
export function jsonOf(call: string, answer: Answer): unknown {
  if (answer.status < 200 || answer.status > 299) throw problemOf(call, answer.status, answer.body);
  try {
    return JSON.parse(answer.body);
  } catch {
    throw new ControlApiProblem('unexpected', call, answer.status, 'the answer is not JSON');
  }
}

/** Checks the response of a write. Its body is empty up to v1.15.4 and `{status:"ok"}` later (MediaMTX contract §4). */
export function expectDone(call: string, answer: Answer): void {
  if (answer.status < 200 || answer.status > 299) throw problemOf(call, answer.status, answer.body);
}

/**
 * Reads all pages of a list. Items that are added or removed meanwhile may be missing until the next read.
 * @param itemOf Parses an item. The rest of a page is dropped before the next page is read.
 */
export async function readList<Item>(
  exchange: Exchange,
  route: string,
  itemOf: (value: unknown) => Item,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await exchange.send('GET', `${route}?page=${page}&itemsPerPage=${ITEMS_PER_PAGE}`);
    const body = fieldsOf(jsonOf(`GET ${route}`, answer));
    const found = body['items'];
    // Every release returns a list, also an empty one. Treating another body as empty would remove and recreate all paths.
    if (!Array.isArray(found))
      throw new ControlApiProblem('unexpected', `GET ${route}`, answer.status, 'the answer is no list');
    for (const each of found as readonly unknown[]) items.push(itemOf(each));
    if (found.length === 0 || page + 1 >= countOf(body['pageCount'])) return items;
  }
  throw new ControlApiProblem('unexpected', `GET ${route}`, null, 'the list has no end');
}
