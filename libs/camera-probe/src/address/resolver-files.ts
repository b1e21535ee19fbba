import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';

/** Rules for completing names (resolv.conf(5)). */
export interface SearchRules {
  readonly domains: readonly string[];
  /** Minimum number of dots of a name that is first queried unchanged. */
  readonly ndots: number;
}

/** Search domains, as in glibc before 2.26. */
const MAX_DOMAINS = 6;

/** A file's text; empty when it cannot be read. Synchronous: it is small, and must not wait for the thread pool. */
export function readConfiguration(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Addresses by name in lower case (hosts(5)). Pure. */
export function parseHosts(text: string): ReadonlyMap<string, readonly string[]> {
  const hosts = new Map<string, string[]>();
  for (const [address = '', ...names] of wordsOf(text)) {
    if (isIP(address) === 0) continue;
    for (const name of names) {
      const known = hosts.get(name.toLowerCase()) ?? [];
      if (!known.includes(address)) hosts.set(name.toLowerCase(), [...known, address]);
    }
  }
  return hosts;
}

/** The search list of resolv.conf(5). Pure. */
export function parseSearch(text: string): SearchRules {
  let domains: readonly string[] = [];
  let ndots = 1;
  for (const [key = '', ...values] of wordsOf(text)) {
    if (key === 'search' || key === 'domain') domains = values.filter((each) => each !== '.');
    if (key !== 'options') continue;
    for (const value of values) ndots = Number(/^ndots:(\d{1,2})$/.exec(value)?.[1] ?? ndots);
  }
  return { domains: domains.slice(0, MAX_DOMAINS), ndots };
}

/** Candidates of a name in query order. Pure. */
export function nameCandidates(name: string, { domains, ndots }: SearchRules): readonly string[] {
  const completed = domains.map((domain) => `${name}.${domain.replace(/\.$/, '')}`);
  const dots = name.split('.').length - 1;
  return dots >= ndots ? [name, ...completed] : [...completed, name];
}

function wordsOf(text: string): string[][] {
  return text
    .split('\n')
    .map((line) => line.replace(/[#;].*$/, '').trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/\s+/));
}
