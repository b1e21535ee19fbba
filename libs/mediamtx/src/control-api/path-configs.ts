import { type PathConfig, type PathConfigItem, pathConfigItemOf } from '../path-config';
import { type Exchange } from './exchange';
import { expectDone, jsonOf, jsonPages, readList } from './lists';
import { PageCache } from './page-cache';

/**
 * Path configurations. What is made here lives in MediaMTX's memory: it is gone after a restart and after any write
 * to its file (MediaMTX contract §4.3). A write that succeeded was accepted, not yet applied: v1.20.1 may read the old
 * value for some milliseconds.
 */
export class PathConfigs {
  private readonly pages = new PageCache(jsonPages(pathConfigItemOf));

  constructor(private readonly exchange: Exchange) {}

  /** Reads all configurations, including those of the file. */
  async list(): Promise<readonly PathConfigItem[]> {
    return readList(this.exchange, 'config/paths/list', (body, page) => this.pages.parse(body, page));
  }

  /** Reads one configuration; null when it does not exist. */
  async get(name: string): Promise<PathConfigItem | null> {
    const route = `config/paths/get/${encodeName(name)}`;
    const answer = await this.exchange.send('GET', route);
    return answer.status === 404 ? null : pathConfigItemOf(jsonOf(`GET ${route}`, answer));
  }

  /** Creates or replaces a configuration. Keys that are not given get their defaults. */
  async replace(name: string, config: PathConfig): Promise<void> {
    const route = `config/paths/replace/${encodeName(name)}`;
    expectDone(`POST ${route}`, await this.exchange.send('POST', route, config));
  }

  /** Changes keys of a configuration. @throws ControlApiProblem of kind `not-found` when it does not exist. */
  async patch(name: string, config: Partial<PathConfig>): Promise<void> {
    const route = `config/paths/patch/${encodeName(name)}`;
    expectDone(`PATCH ${route}`, await this.exchange.send('PATCH', route, config));
  }

  /** Removes a configuration and closes its streams. Succeeds when it does not exist. */
  async delete(name: string): Promise<void> {
    const route = `config/paths/delete/${encodeName(name)}`;
    const answer = await this.exchange.send('DELETE', route);
    if (answer.status !== 404) expectDone(`DELETE ${route}`, answer);
  }
}

/** Keeps slashes unencoded. Characters of regular expressions (`~^…`) must be encoded (MediaMTX contract §4). */
function encodeName(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}
