import { type Exchange } from './exchange';
import { jsonOf, readList } from './lists';
import { pathItemOf, type PathItem } from './path-item';

/**
 * Paths at run time. These calls wait for MediaMTX's path loop, which a slow hook holds up: never make them from
 * inside the hook (MediaMTX contract §0).
 */
export class Paths {
  constructor(private readonly exchange: Exchange) {}

  /** All paths; those that only a regular expression matches appear while they are in use. */
  async list(): Promise<readonly PathItem[]> {
    return readList(this.exchange, 'paths/list', pathItemOf);
  }

  /** One path; null when there is none. */
  async get(name: string): Promise<PathItem | null> {
    const route = `paths/get/${name}`;
    const answer = await this.exchange.send('GET', route);
    return answer.status === 404 ? null : pathItemOf(jsonOf(`GET ${route}`, answer));
  }
}
