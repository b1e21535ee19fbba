import { ControlApiProblem, problemOf } from './control-api-problem';
import { type Answer, type Exchange } from './exchange';
import { countOf, fieldsOf } from './json-fields';

/** Items asked for at once: a page of 500 path configurations is about 1 MB. */
const ITEMS_PER_PAGE = 500;
/** A list that does not end after so many pages is broken. */
const MAX_PAGES = 1000;

/** The JSON of a successful answer; fails with `ControlApiProblem` for another status or a body that is none. */
export function jsonOf(call: string, answer: Answer): unknown {
  if (answer.status < 200 || answer.status > 299) throw problemOf(call, answer.status, answer.body);
  try {
    return JSON.parse(answer.body);
  } catch {
    throw new ControlApiProblem('unexpected', call, answer.status, 'the answer is not JSON');
  }
}

/** Passes over the body of a successful write: empty up to v1.15.4, `{status:"ok"}` later (MediaMTX contract §4). */
export function expectDone(call: string, answer: Answer): void {
  if (answer.status < 200 || answer.status > 299) throw problemOf(call, answer.status, answer.body);
}

/**
 * Every item of a list, page after page. Items that come or go meanwhile may be missed until the next reading.
 * @param itemOf What is kept of an item: the rest of a page is let go of before the next one is asked for.
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
    // Every release sends a list, an empty one too. Taken for empty, garbage would end what goes on and send all anew.
    if (!Array.isArray(found))
      throw new ControlApiProblem('unexpected', `GET ${route}`, answer.status, 'the answer is no list');
    for (const each of found as readonly unknown[]) items.push(itemOf(each));
    if (found.length === 0 || page + 1 >= countOf(body['pageCount'])) return items;
  }
  throw new ControlApiProblem('unexpected', `GET ${route}`, null, 'the list has no end');
}
