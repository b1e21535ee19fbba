import { type ListPage } from './lists';
import { PageCache } from './page-cache';

const text = (items: readonly string[], pageCount: number) =>
  Buffer.from(JSON.stringify({ items, pageCount }));

/** A cache whose items are objects, so that parsed ones differ from known ones. */
function cacheWithCount() {
  const parsedPages: number[] = [];
  const parse = (body: Buffer, page: number): ListPage<{ name: string }> | null => {
    parsedPages.push(page);
    const value = JSON.parse(body.toString('utf8')) as { items?: string[]; pageCount: number };
    return value.items ? { items: value.items.map((name) => ({ name })), pageCount: value.pageCount } : null;
  };
  return { cache: new PageCache(parse), parsedPages };
}

describe('PageCache', () => {
  it('parses only pages whose bytes changed', () => {
    const { cache, parsedPages } = cacheWithCount();
    const pages = [['a', 'b'], ['c', 'd'], ['e']];
    const read = () => pages.map((items, page) => cache.parse(text(items, 3), page)?.items);
    const first = read();
    expect(first.flat()).toEqual(['a', 'b', 'c', 'd', 'e'].map((name) => ({ name })));
    expect(parsedPages).toEqual([0, 1, 2]);
    const second = read();
    expect(second.flat().map((item, at) => item === first.flat()[at])).toEqual(Array(5).fill(true));
    pages[1] = ['c', 'x'];
    expect(read()[1]).toEqual([{ name: 'c' }, { name: 'x' }]);
    expect(parsedPages).toEqual([0, 1, 2, 1]);
  });

  it('keeps no page of a list that became shorter', () => {
    const { cache, parsedPages } = cacheWithCount();
    for (const page of [0, 1, 2]) cache.parse(text([`page ${page}`], 3), page);
    cache.parse(text(['page 0'], 1), 0);
    cache.parse(text(['page 0'], 3), 0);
    for (const page of [1, 2]) cache.parse(text([`page ${page}`], 3), page);
    expect(parsedPages).toEqual([0, 1, 2, 0, 0, 1, 2]);
  });

  it('keeps nothing of a page that is not a list or not JSON', () => {
    const { cache, parsedPages } = cacheWithCount();
    const other = Buffer.from('{"pageCount":1}');
    expect([cache.parse(other, 0), cache.parse(other, 0)]).toEqual([null, null]);
    expect(() => cache.parse(Buffer.from('{'), 0)).toThrow(SyntaxError);
    expect(parsedPages).toEqual([0, 0, 0]);
  });
});
