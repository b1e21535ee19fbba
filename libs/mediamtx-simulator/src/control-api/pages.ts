/** A page of a list of the Control API (MediaMTX contract §4). */
export interface Page<T> {
  itemCount: number;
  pageCount: number;
  items: T[];
}

/** Returns the requested page, or the error text of a 400. */
export function pageOf<T>(items: readonly T[], query: URLSearchParams): Page<T> | string {
  const perPage = readCount(query.get('itemsPerPage'), 100);
  if (typeof perPage === 'string') return perPage;
  if (perPage === 0) return 'invalid items per page';
  const page = readCount(query.get('page'), 0);
  if (typeof page === 'string') return page;
  return {
    itemCount: items.length,
    pageCount: Math.ceil(items.length / perPage),
    items: items.slice(page * perPage, (page + 1) * perPage),
  };
}

function readCount(given: string | null, otherwise: number): number | string {
  if (!given) return otherwise;
  if (!/^\d+$/.test(given)) return `strconv.ParseUint: parsing ${JSON.stringify(given)}: invalid syntax`;
  if (Number(given) >= 2 ** 31)
    return `strconv.ParseUint: parsing ${JSON.stringify(given)}: value out of range`;
  return Number(given);
}
