import { parseDuration } from './duration';

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

/**
 * Whether MediaMTX already has what we want: only the keys that we set are compared, durations by their value, since
 * releases print them differently (MediaMTX contract §4). A key that the answer lacks counts as different.
 */
export function hasPathConfig(observed: PathConfigItem, wanted: PathConfig): boolean {
  return Object.entries(wanted).every(
    ([key, value]) => value === undefined || sameValue(value, observed.values[key]),
  );
}

function sameValue(wanted: unknown, observed: unknown): boolean {
  if (wanted === observed) return true;
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
