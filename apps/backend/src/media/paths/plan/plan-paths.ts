import {
  differingKeys,
  hasPathConfig,
  isHotUpdate,
  matchesPathName,
  parsePath,
  type PathConfig,
  type PathConfigItem,
  type PathItem,
} from '@ppf/mediamtx';
import { type DesiredPath } from '../desired/desired-path';
import { type Disconnected, NOBODY, type PathChange } from './path-change';
import { unwantedPublishers } from './plan-publishers';
import { pullsFrom } from '../desired/pulled-from';

/** What a media server has, as it was read in this order. */
export interface ObservedPaths {
  readonly configs: readonly PathConfigItem[];
  readonly items: readonly PathItem[];
  /** Decides what can be changed without disconnecting anybody; null: not told, as by old releases. */
  readonly version: string | null;
}

const PUBLISHER: PathConfig = { source: 'publisher' };
/** Keys whose change can wait: with the old value the camera works as well. */
const CAN_WAIT: ReadonlySet<string> = new Set(['sourceOnDemandStartTimeout', 'sourceOnDemandCloseAfter']);

/**
 * The least that makes a media server have what the pits need, each change with its reason and with whom it disconnects.
 * Pure and idempotent; touches no name that is not ours. Removals come first, then
 * cameras that are fetched all the time, publishers to disconnect last.
 *
 * Pulled cameras get a path of their own. A camera that pushes gets none while a regular expression of the file lets
 * it publish: a literal laid over a live one drops its publisher in some releases (MediaMTX contract §10), and a path
 * of the file survives restarts.
 * @param publishKeys By path, when this was last asked; a path that it does not have is not judged by its key.
 */
export function planPaths(
  desired: readonly DesiredPath[],
  observed: ObservedPaths,
  publishKeys: ReadonlyMap<string, string | null>,
): readonly PathChange[] {
  const literal = new Map(observed.configs.map((item) => [item.name, item]));
  const live = new Map(observed.items.map((item) => [item.name, item]));
  const patterns = observed.configs.filter(({ values }) => values['source'] === 'publisher');
  const kept = new Set<string>();
  const replace: PathChange[] = [];
  for (const wanted of desired) {
    const there = literal.get(wanted.path);
    const need = needOf(wanted, there, patterns);
    if (need !== 'none') kept.add(wanted.path);
    if (typeof need !== 'object') continue;
    const by = { live: live.get(wanted.path), version: observed.version };
    replace.push(there ? change(wanted.path, need.config, there, by) : make(wanted, need.config, by.live));
  }
  // Cameras that are fetched all the time first: the others matter when somebody asks for them.
  replace.sort((a, b) => Number(isOnDemand(a)) - Number(isOnDemand(b)));
  const remove = observed.configs
    .filter(({ name }) => parsePath(name) && !kept.has(name))
    .map(({ name }) => removal(name, live.get(name)));
  const changes = [...remove, ...replace];
  return [...changes, ...disconnections(desired, observed.items, publishKeys, changes)];
}

/** The configuration to set, `as-is` where the literal path may stay, `none` where there should be none. */
function needOf(
  wanted: DesiredPath,
  there: PathConfigItem | undefined,
  patterns: readonly PathConfigItem[],
): { readonly config: PathConfig } | 'as-is' | 'none' {
  if (wanted.config)
    return there && hasPathConfig(there, wanted.config) ? 'as-is' : { config: wanted.config };
  // What cannot be applied as it is set up must not go on as it was: a viewer would take the old camera for the new one.
  if (wanted.kind === 'pull')
    return !wanted.notApplied || (there && wanted.keeps && pullsFrom(there, wanted.keeps)) ? 'as-is' : 'none';
  // A literal that lets it publish may be the operator's own, or carry a publisher: taking it away would drop that.
  if (there && hasPathConfig(there, PUBLISHER)) return 'as-is';
  return patterns.some((item) => matchesPathName(item, wanted.path)) ? 'none' : { config: PUBLISHER };
}

function isOnDemand(change: PathChange): boolean {
  return 'config' in change && change.config.sourceOnDemand === true;
}

function make(wanted: DesiredPath, config: PathConfig, live: PathItem | undefined): PathChange {
  const { path } = wanted;
  const reason = wanted.config ? 'missing' : 'no-pattern';
  // What runs on a pattern is closed when the literal has another source; v1.12.3 closes it in any case.
  return { path, action: 'make', reason, fields: [], config, disconnects: atWork(live), isPostponed: false };
}

function change(
  path: string,
  config: PathConfig,
  there: PathConfigItem,
  { live, version }: { readonly live: PathItem | undefined; readonly version: string | null },
): PathChange {
  const fields = differingKeys(there, config);
  const disconnects = isHotUpdate(fields, version) ? NOBODY : atWork(live);
  const isPostponed = disconnects.viewers > 0 && fields.every((field) => CAN_WAIT.has(field));
  return { path, action: 'change', reason: 'differs', fields, config, disconnects, isPostponed };
}

function removal(path: string, live: PathItem | undefined): PathChange {
  return {
    path,
    action: 'remove',
    reason: 'unwanted',
    fields: [],
    disconnects: atWork(live),
    isPostponed: false,
  };
}

function disconnections(
  desired: readonly DesiredPath[],
  items: readonly PathItem[],
  publishKeys: ReadonlyMap<string, string | null>,
  before: readonly PathChange[],
): readonly PathChange[] {
  const counted = new Set(before.map(({ path }) => path));
  const live = new Map(items.map((item) => [item.name, item]));
  return unwantedPublishers(items, desired, publishKeys).map(({ path, kind, id, reason }) => ({
    path,
    action: 'disconnect',
    reason,
    fields: [],
    session: { kind, id },
    disconnects: counted.has(path) ? NOBODY : atWork(live.get(path)),
    isPostponed: false,
  }));
}

function atWork(live: PathItem | undefined): Disconnected {
  if (!live) return NOBODY;
  // A camera's own video is read by what re-encodes it only.
  const viewers = parsePath(live.name)?.stream === 'raw' ? 0 : live.readers.length;
  return { camera: live.ready, viewers };
}
