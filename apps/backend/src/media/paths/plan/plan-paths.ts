import {
  differingKeys,
  hasPathConfig,
  isHotUpdate,
  matchesPathName,
  parsePath,
  pullsFrom,
  type PathConfig,
  type PathConfigItem,
  type PathItem,
} from '@ppf/mediamtx';
import { type DesiredPath } from '../desired/desired-path';
import { type Disconnected, NO_DISCONNECTS, type PathChange } from './path-change';
import { unwantedPublishers } from './plan-publishers';

/** Configurations and paths of a media server, read in this order. */
export interface ObservedPaths {
  readonly configs: readonly PathConfigItem[];
  readonly items: readonly PathItem[];
  /** Release, which decides which keys change without a disconnection; null: not reported, as by old releases. */
  readonly version: string | null;
}

const PUBLISHER: PathConfig = { source: 'publisher' };
/** Keys whose change can be postponed: the camera works with the old value too. */
const POSTPONABLE_KEYS: ReadonlySet<string> = new Set([
  'sourceOnDemandStartTimeout',
  'sourceOnDemandCloseAfter',
]);

/**
 * Plans the fewest changes that give a media server the desired paths, each with its reason and the clients that it
 * disconnects. Pure and idempotent. Changes no path with a name that is not ours. Removals come first, then cameras that
 * are always pulled, then on-demand cameras, then publishers to disconnect.
 *
 * Each pulled camera gets a separate path. A push camera gets none while a regular expression of the file allows it to
 * publish: a literal path over a live one disconnects its publisher in some releases (MediaMTX contract §10), and a path
 * of the file survives restarts.
 * @param publishKeys Publish key ids of the previous run, by path. Keys of other paths are not compared.
 */
export function planPaths(
  desired: readonly DesiredPath[],
  observed: ObservedPaths,
  publishKeys: ReadonlyMap<string, string | null>,
): readonly PathChange[] {
  const literal = new Map(observed.configs.map((item) => [item.name, item]));
  const live = new Map(observed.items.map((item) => [item.name, item]));
  const patterns = observed.configs.filter(({ values }) => values['source'] === 'publisher');
  const neededPaths = new Set<string>();
  const writes: PathChange[] = [];
  for (const each of desired) {
    const existing = literal.get(each.path);
    const need = needOf(each, existing, patterns);
    if (need !== 'none') neededPaths.add(each.path);
    if (typeof need !== 'object') continue;
    const context = { live: live.get(each.path), version: observed.version };
    writes.push(
      existing ? change(each.path, need.config, existing, context) : make(each, need.config, context.live),
    );
  }
  // Cameras that are always pulled come first: on-demand cameras are needed only by the next viewer.
  writes.sort((a, b) => Number(isOnDemand(a)) - Number(isOnDemand(b)));
  const removals = observed.configs
    .filter(({ name }) => !neededPaths.has(name) && parsePath(name))
    .map(({ name }) => removal(name, live.get(name)));
  const changes = [...removals, ...writes];
  return [...changes, ...disconnections(desired, observed.items, publishKeys, changes)];
}

/** The configuration to write; `as-is`: the literal path may stay; `none`: there should be no literal path. */
function needOf(
  desired: DesiredPath,
  existing: PathConfigItem | undefined,
  patterns: readonly PathConfigItem[],
): { readonly config: PathConfig } | 'as-is' | 'none' {
  if (desired.config)
    return existing && hasPathConfig(existing, desired.config) ? 'as-is' : { config: desired.config };
  // A camera that cannot be applied must not keep its old source: viewers would take the old camera for the new one.
  if (desired.kind === 'pull')
    return !desired.notApplied || (existing && desired.keeps && pullsFrom(existing, desired.keeps))
      ? 'as-is'
      : 'none';
  // A literal path for publishers may be the operator's own, or have a publisher, whom its removal would disconnect.
  if (existing && hasPathConfig(existing, PUBLISHER)) return 'as-is';
  return patterns.some((item) => matchesPathName(item, desired.path)) ? 'none' : { config: PUBLISHER };
}

function isOnDemand(change: PathChange): boolean {
  return 'config' in change && change.config.sourceOnDemand === true;
}

function make(desired: DesiredPath, config: PathConfig, live: PathItem | undefined): PathChange {
  const { path } = desired;
  const reason = desired.config ? 'missing' : 'no-pattern';
  // MediaMTX closes a stream on a pattern when the literal path has another source; v1.12.3 closes it in any case.
  return {
    path,
    action: 'make',
    reason,
    fields: [],
    config,
    disconnects: disconnectsOf(live),
    isPostponed: false,
  };
}

function change(
  path: string,
  config: PathConfig,
  existing: PathConfigItem,
  { live, version }: { readonly live: PathItem | undefined; readonly version: string | null },
): PathChange {
  const fields = differingKeys(existing, config);
  const disconnects = isHotUpdate(fields, version) ? NO_DISCONNECTS : disconnectsOf(live);
  const isPostponed = disconnects.viewers > 0 && fields.every((field) => POSTPONABLE_KEYS.has(field));
  return { path, action: 'change', reason: 'differs', fields, config, disconnects, isPostponed };
}

function removal(path: string, live: PathItem | undefined): PathChange {
  return {
    path,
    action: 'remove',
    reason: 'unwanted',
    fields: [],
    disconnects: disconnectsOf(live),
    isPostponed: false,
  };
}

function disconnections(
  desired: readonly DesiredPath[],
  items: readonly PathItem[],
  publishKeys: ReadonlyMap<string, string | null>,
  earlier: readonly PathChange[],
): readonly PathChange[] {
  const counted = new Set(earlier.map(({ path }) => path));
  const live = new Map(items.map((item) => [item.name, item]));
  return unwantedPublishers(items, desired, publishKeys).map(({ path, kind, id, reason }) => ({
    path,
    action: 'disconnect',
    reason,
    fields: [],
    session: { kind, id },
    disconnects: counted.has(path) ? NO_DISCONNECTS : disconnectsOf(live.get(path)),
    isPostponed: false,
  }));
}

function disconnectsOf(live: PathItem | undefined): Disconnected {
  if (!live) return NO_DISCONNECTS;
  // Only the transcoder reads the original video of a camera.
  const viewers = parsePath(live.name)?.stream === 'raw' ? 0 : live.readers.length;
  return { camera: live.ready, viewers };
}
