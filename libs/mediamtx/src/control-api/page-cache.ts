import { hash } from 'node:crypto';
import { type ListPage, type ParsePage } from './lists';

/** A page as it was received last. */
interface KnownPage<Item> {
  readonly digest: Buffer;
  readonly parsed: ListPage<Item>;
}

/**
 * Parses the pages of a list that rarely changes. A page with the same bytes as before has the same items, and is not parsed
 * again: the configurations of 10 000 paths are 22 MB. Keeps a digest of each page instead of its text.
 */
export class PageCache<Item> {
  private readonly pages: KnownPage<Item>[] = [];

  constructor(private readonly parsePage: ParsePage<Item>) {}

  /** See ParsePage. The items of an unchanged page are the same objects. */
  parse(body: Buffer, page: number): ListPage<Item> | null {
    const digest = hash('sha256', body, 'buffer');
    const known = this.pages[page];
    if (known?.digest.equals(digest)) return known.parsed;
    const parsed = this.parsePage(body, page);
    if (parsed) this.pages[page] = { digest, parsed };
    // Without the pages of a list that became shorter, or that cannot be read to its end.
    this.pages.length = parsed ? Math.max(page + 1, Math.min(this.pages.length, parsed.pageCount)) : page;
    return parsed;
  }
}
