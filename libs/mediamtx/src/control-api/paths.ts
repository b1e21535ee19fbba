import { type Exchange } from './exchange';
import { jsonOf, readList } from './lists';
import { pathItemOf, type PathItem } from './path-item';
import { PathListParser } from './path-list-parser';

/** A path has less than 1 kB. MediaMTX reads and sorts all paths for each page, so few pages cost it less. */
const PATHS_PER_PAGE = 2000;

/**
 * Paths at run time. These calls wait for MediaMTX's path loop, which a slow hook holds up: never make them from
 * inside the hook (MediaMTX contract §0).
 */
export class Paths {
  private readonly parser = new PathListParser();

  constructor(private readonly exchange: Exchange) {}

  /**
   * Reads all paths. Paths of a regular expression are listed only while they are in use. A path that did not change is the
   * same object in the next list, with the newer `bytesReceived`.
   */
  async list(): Promise<readonly PathItem[]> {
    return readList(
      this.exchange,
      'paths/list',
      (body, page) => this.parser.parse(body, page),
      PATHS_PER_PAGE,
    );
  }

  /** Reads one path; null when it does not exist. */
  async get(name: string): Promise<PathItem | null> {
    const route = `paths/get/${name}`;
    const answer = await this.exchange.send('GET', route);
    return answer.status === 404 ? null : pathItemOf(jsonOf(`GET ${route}`, answer));
  }
}
