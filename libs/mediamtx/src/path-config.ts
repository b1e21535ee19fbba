import { fieldsOf, textOf } from './control-api/json-fields';
import { parseDuration } from './duration';
import { isAtLeast } from './release';

/** Text in every command that the backend configures, and in no command of the operator. */
export const TRANSCODER_MARK = 'transcoder-`';

/** Keys of a path configuration that the backend sets. All of them exist since v1.9.3 (MediaMTX contract §3.1). */
export interface PathConfig {
  /** `publisher`, or the URL that MediaMTX pulls from, credentials percent-encoded in it. A secret: never log it. */
  readonly source: string;
  /** Pull only while there are readers. MediaMTX refuses it together with `publisher`. */
  readonly sourceOnDemand?: boolean;
  /** How long a reader waits for the source, as a duration. */
  readonly sourceOnDemandStartTimeout?: string;
  /** How long the source stays after its last reader, as a duration. */
  readonly sourceOnDemandCloseAfter?: string;
  /** Same name in all releases, unlike the server's `protocols`. */
  readonly rtspTransport?: 'automatic' | 'udp' | 'tcp' | 'multicast';
  /** SHA-256 of the certificate that an `rtsps` source must have, hex; empty: validated by the system's authorities. */
  readonly sourceFingerprint?: string;
  /** A command that runs as long as the path exists. Refused for regular expressions. */
  readonly runOnInit?: string;
  readonly runOnInitRestart?: boolean;
  /** A command that runs while there are readers, and publishes. Refused unless `source` is `publisher`. */
  readonly runOnDemand?: string;
  readonly runOnDemandRestart?: boolean;
  /** How long a reader waits for the command, as a duration. */
  readonly runOnDemandStartTimeout?: string;
  /** How long the command runs after its last reader, as a duration. */
  readonly runOnDemandCloseAfter?: string;
  /** A command that runs while there is a stream; its newer name is refused by old releases (MediaMTX contract §3.1). */
  readonly runOnReady?: string;
  readonly runOnReadyRestart?: boolean;
  /**
   * Without effect: no path has `rtspRangeType`, with which MediaMTX reads it. The media agent marks its file with it, and a
   * change of it makes MediaMTX close the path and pull again. Exists in every release, without validation.
   */
  readonly rtspRangeStart?: string;
}

/** The same keys, to select them from the hundred that a release has. */
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
  rtspRangeStart: true,
};

/** A path configuration as the control API returns it: with defaults, normalized values and secrets in plain text. */
export interface PathConfigItem {
  /** A literal name, a regular expression after `~`, or `all_others`. */
  readonly name: string;
  /** Values of the keys that the backend sets and the release has. The other keys, 2 kB per path, are dropped. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Parses an item of `config/paths/list`. */
export function pathConfigItemOf(value: unknown): PathConfigItem {
  const fields = fieldsOf(value);
  const values: Record<string, unknown> = {};
  for (const key in KEYS) if (key in fields) values[key] = fields[key];
  return { name: textOf(fields['name']), values };
}

/** Keys of commands that the backend sets. */
const COMMANDS = ['runOnInit', 'runOnDemand', 'runOnReady'] as const;

/** Whether the configuration has all desired values. */
export function hasPathConfig(observed: PathConfigItem, wanted: PathConfig): boolean {
  for (const key in wanted) if (differs(observed, wanted, key as keyof PathConfig)) return false;
  return leftoversOf(observed, wanted).length === 0;
}

/**
 * Keys whose values differ. Compares only keys that the backend sets, by value, because releases format the same value
 * differently (MediaMTX contract §4). A missing key counts as different.
 */
export function differingKeys(observed: PathConfigItem, wanted: PathConfig): readonly string[] {
  const keys = Object.keys(wanted) as (keyof PathConfig)[];
  return [...keys.filter((key) => differs(observed, wanted, key)), ...leftoversOf(observed, wanted)];
}

function differs({ values }: PathConfigItem, wanted: PathConfig, key: keyof PathConfig): boolean {
  return wanted[key] !== undefined && !sameValue(wanted[key], values[key]);
}

function leftoversOf({ values }: PathConfigItem, wanted: PathConfig): readonly string[] {
  return COMMANDS.filter((key) => wanted[key] === undefined && isOurCommand(values[key]));
}

// A command of the operator, for example from the path defaults, stays.
function isOurCommand(value: unknown): boolean {
  return typeof value === 'string' && value.includes(TRANSCODER_MARK);
}

/**
 * Whether MediaMTX applies a change of these keys without disconnecting the publisher and the viewers. For any other key
 * it closes the path and creates it again (MediaMTX contract §10).
 * @param version As the media server reports it; null (old releases) counts as the oldest release.
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

/** Whether a configuration other than the literal one matches this name: `~regex`, `all_others` (`all`). */
export function matchesPathName(item: PathConfigItem, path: string): boolean {
  if (item.name === 'all_others' || item.name === 'all') return true;
  if (!item.name.startsWith('~')) return false;
  try {
    return new RegExp(item.name.slice(1), 'u').test(path);
  } catch {
    // Go and JavaScript differ in details of the syntax. A pattern that JavaScript cannot parse counts as no match.
    return false;
  }
}
