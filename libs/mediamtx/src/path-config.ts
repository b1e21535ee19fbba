import { parseDuration } from './duration';
import { isAtLeast } from './release';

/** The keys of a path's configuration that we set; all of them exist since v1.9.3 (MediaMTX contract §3.1). */
export interface PathConfig {
  /** `publisher`, or the URL that MediaMTX pulls from, credentials percent-encoded in it. A secret: never log it. */
  readonly source: string;
  /** Pull only while somebody reads. Refused together with `publisher`. */
  readonly sourceOnDemand?: boolean;
  /** How long a reader waits for the source, as a duration. */
  readonly sourceOnDemandStartTimeout?: string;
  /** How long the source stays after its last reader, as a duration. */
  readonly sourceOnDemandCloseAfter?: string;
  /** Same name in all releases, unlike the server's `protocols`. */
  readonly rtspTransport?: 'automatic' | 'udp' | 'tcp' | 'multicast';
}

/** A path configuration as the control API tells it: defaults merged, values normalised, secrets in clear. */
export interface PathConfigItem {
  /** A literal name, a regular expression after `~`, or `all_others`. */
  readonly name: string;
  /** Every key that the release has. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Whether MediaMTX already has what we want. */
export function hasPathConfig(observed: PathConfigItem, wanted: PathConfig): boolean {
  return differingKeys(observed, wanted).length === 0;
}

/**
 * The keys in which MediaMTX has something else than we want: only those that we set are compared, by their value, since
 * releases print the same one differently (MediaMTX contract §4). A key that the answer lacks counts as different.
 */
export function differingKeys(observed: PathConfigItem, wanted: PathConfig): readonly string[] {
  return Object.entries(wanted)
    .filter(([key, value]) => value !== undefined && !sameValue(value, observed.values[key]))
    .map(([key]) => key);
}

/**
 * Whether a change of these keys leaves publisher and viewers alone; of any other it closes the path and makes it anew
 * (MediaMTX contract §10). @param version As the server says it; null, as old releases leave it, counts as the oldest.
 */
export function isHotUpdate(keys: readonly string[], version: string | null): boolean {
  return keys.every((key) => {
    if (key === 'record') return true;
    if (key.startsWith('record')) return isAtLeast(version ?? '', 'v1.15.1');
    return key === 'forward' && isAtLeast(version ?? '', 'v1.20.1');
  });
}

function sameValue(wanted: unknown, observed: unknown): boolean {
  if (wanted === observed) return true;
  if (Array.isArray(wanted) && Array.isArray(observed)) {
    return wanted.length === observed.length && wanted.every((each, at) => sameValue(each, observed[at]));
  }
  if (typeof wanted !== 'string' || typeof observed !== 'string') return false;
  const duration = parseDuration(wanted);
  return duration !== null && duration === parseDuration(observed);
}

/** Whether a configuration other than the literal one would take this name: `~regex`, `all_others` (`all`). */
export function matchesPathName(item: PathConfigItem, path: string): boolean {
  if (item.name === 'all_others' || item.name === 'all') return true;
  if (!item.name.startsWith('~')) return false;
  try {
    return new RegExp(item.name.slice(1), 'u').test(path);
  } catch {
    // Go's syntax and JavaScript's differ at the edges; what we cannot read, we do not rely on.
    return false;
  }
}
