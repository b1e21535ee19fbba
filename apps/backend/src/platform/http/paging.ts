import { DomainError } from '../problems/domain-error';
import { message } from '../problems/messages';

/** Start and length of a page. */
export interface Page {
  /** The page has items with a greater key. */
  readonly after: number;
  readonly limit: number;
}

/**
 * Parses `cursor` and `limit`. A cursor is the last key of the previous page, opaque to clients.
 * @throws DomainError validation-failed for a cursor that this API did not issue.
 */
export function readPage(query: { readonly cursor?: string; readonly limit?: number }): Page {
  return { after: query.cursor === undefined ? 0 : readCursor(query.cursor), limit: query.limit ?? 50 };
}

function readCursor(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const key = /^after:(\d{1,10})$/.exec(text)?.[1];
  if (key === undefined || Number(key) > 2_147_483_647)
    throw new DomainError('validation-failed', {
      errors: [{ field: 'cursor', message: message('field.cursor') }],
    });
  return Number(key);
}

/**
 * Returns rows as a page. Query `limit + 1` rows, so that the last page is recognized.
 * @param keyOf The key that the list is ordered by.
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  page: Page,
  keyOf: (row: Row) => number,
  show: (row: Row) => Item,
): { items: Item[]; next_cursor: string | null } {
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const more = rows.length > page.limit && last !== undefined;
  return {
    items: shown.map(show),
    next_cursor: more ? Buffer.from(`after:${keyOf(last)}`).toString('base64url') : null,
  };
}
