import { lookup, Resolver } from 'node:dns/promises';
import {
  nameCandidates,
  parseHosts,
  parseSearch,
  readConfiguration,
  type SearchRules,
} from './resolver-files';

/** Time limit of a name with all its candidates, in ms. */
export const LOOKUP_MS = 3_000;
/** Time limit of one query to one server, in ms. Each query is sent at most twice. */
const QUESTION_MS = 1_000;
/** How long the files of this machine are cached, in ms. */
const FILES_MS = 5_000;

/** Files and servers of a resolver. */
export interface ResolverPlaces {
  readonly hostsFile: string;
  readonly resolverFile: string;
  /** `address:port` of DNS servers; null: those of this machine. */
  readonly servers: readonly string[] | null;
}

const SYSTEM: ResolverPlaces = { hostsFile: '/etc/hosts', resolverFile: '/etc/resolv.conf', servers: null };

interface Files {
  readonly hosts: ReadonlyMap<string, readonly string[]>;
  readonly search: SearchRules;
  readonly readAt: number;
}

/**
 * Looks names up in the hosts file and by DNS, without Node's thread pool: `getaddrinfo` cannot be cancelled, and four names
 * whose DNS never answers stall every file, database connection and password of this process. Each lookup ends after
 * `LOOKUP_MS`, or with its signal.
 */
export class SystemResolver {
  private files: Files | null = null;
  /** Lookups over multicast DNS run one at a time. */
  private multicast: Promise<unknown> = Promise.resolve();

  constructor(private readonly places: ResolverPlaces = SYSTEM) {}

  /** Addresses of a name, IPv4 first. Empty if the name does not exist or is not resolved in time. */
  async resolve(name: string, signal?: AbortSignal): Promise<readonly string[]> {
    const { hosts, search } = this.currentFiles();
    const listed = hosts.get(name.toLowerCase());
    if (listed) return listed;
    // RFC 6761 §6.3: never sent to a server.
    if (name === 'localhost') return ['127.0.0.1', '::1'];
    const end = new AbortController();
    const stop = () => end.abort();
    const timer = setTimeout(stop, LOOKUP_MS);
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    try {
      if (name.endsWith('.local')) return await this.resolveByMulticast(name, end.signal);
      for (const candidate of nameCandidates(name, search)) {
        const found = await this.ask(candidate, end.signal);
        if (found.length > 0) return found;
      }
      return [];
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  }

  private async ask(name: string, signal: AbortSignal): Promise<readonly string[]> {
    if (signal.aborted) return [];
    const resolver = new Resolver({ timeout: QUESTION_MS, tries: 2 });
    if (this.places.servers) resolver.setServers(this.places.servers);
    const cancel = () => resolver.cancel();
    signal.addEventListener('abort', cancel);
    try {
      const found = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
      return found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  // Only the system supports multicast DNS (nss-mdns). A lookup occupies a thread of the pool: one at a time leaves three.
  private async resolveByMulticast(name: string, signal: AbortSignal): Promise<readonly string[]> {
    const aborted = new Promise<readonly string[]>((resolve) => {
      if (signal.aborted) resolve([]);
      signal.addEventListener('abort', () => resolve([]), { once: true });
    });
    const found = this.multicast.then(async () => {
      if (signal.aborted) return [];
      const addresses = await lookup(name, { all: true, verbatim: true }).catch(() => []);
      return addresses.map(({ address }) => address);
    });
    this.multicast = found;
    return Promise.race([found, aborted]);
  }

  private currentFiles(): Files {
    const now = performance.now();
    if (this.files && now - this.files.readAt < FILES_MS) return this.files;
    this.files = {
      hosts: parseHosts(readConfiguration(this.places.hostsFile)),
      search: parseSearch(readConfiguration(this.places.resolverFile)),
      readAt: now,
    };
    return this.files;
  }
}
