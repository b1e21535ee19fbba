import { fieldsOf, textOf } from './control-api/json-fields';
import { parseDuration } from './duration';
import { isAtLeast } from './release';

/** Stands in every command that this product gives MediaMTX to run, and in none of the operator's own. */
export const TRANSCODER_MARK = 'transcoder-`';

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
  /** SHA-256 of the certificate that an `rtsps` source must have, hex; empty: by the authorities that the server knows. */
  readonly sourceFingerprint?: string;
  /** A command that runs as long as the path exists. Refused for regular expressions. */
  readonly runOnInit?: string;
  readonly runOnInitRestart?: boolean;
  /** A command that runs while somebody reads, and publishes. Refused unless `source` is `publisher`. */
  readonly runOnDemand?: string;
  readonly runOnDemandRestart?: boolean;
  /** How long a reader waits for it, as a duration. */
  readonly runOnDemandStartTimeout?: string;
  /** How long it stays after its last reader, as a duration. */
  readonly runOnDemandCloseAfter?: string;
  /** A command that runs while there is a stream; its newer name is refused by old releases (MediaMTX contract §3.1). */
  readonly runOnReady?: string;
  readonly runOnReadyRestart?: boolean;
}

/** The same keys, to be picked from the hundred that a release has. */
const KEYS: Readonly<Record<keyof PathConfig, true>> = {
  source: true,
  sourceOnDemand: true,
  sourceOnDemandStartTimeout: true,
  sourceOnDemandCloseAfter: true,
  rtspTransport: true,
  sourceFingerprint: true,
  runOnInit: true,
  runOnInitRestart: true,
  runOnDemand: true,
  runOnDemandRestart: true,
  runOnDemandStartTimeout: true,
  runOnDemandCloseAfter: true,
  runOnReady: true,
  runOnReadyRestart: true,
};

/** A path configuration as the control API tells it: defaults merged, values normalised, secrets in clear. */
export interface PathConfigItem {
  /** A literal name, a regular expression after `~`, or `all_others`. */
  readonly name: string;
  /** Of the keys that we set, those that the release has. The others are nobody's business here, and 2 kB a path. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Reads an item of `config/paths/list`. */
export function pathConfigItemOf(value: unknown): PathConfigItem {
  const fields = fieldsOf(value);
  const values: Record<string, unknown> = {};
  for (const key in KEYS) if (key in fields) values[key] = fields[key];
  return { name: textOf(fields['name']), values };
}

/** The keys that hold commands of ours. */
const COMMANDS = ['runOnInit', 'runOnDemand', 'runOnReady'] as const;

/** Whether MediaMTX already has what we want. */
export function hasPathConfig(observed: PathConfigItem, wanted: PathConfig): boolean {
  return differingKeys(observed, wanted).length === 0;
}

/**
 * The keys in which MediaMTX has something else than we want: only those that we set are compared, by their value, since
 * releases print the same one differently (MediaMTX contract §4). A key that the answer lacks counts as different.
 */
export function differingKeys(observed: PathConfigItem, wanted: PathConfig): readonly string[] {
  const differing = Object.entries(wanted)
    .filter(([key, value]) => value !== undefined && !sameValue(value, observed.values[key]))
    .map(([key]) => key);
  const leftovers = COMMANDS.filter((key) => wanted[key] === undefined && isOurCommand(observed.values[key]));
  return [...differing, ...leftovers];
}

// A default of the operator's own may stand there for every path: that stays.
function isOurCommand(value: unknown): boolean {
  return typeof value === 'string' && value.includes(TRANSCODER_MARK);
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
