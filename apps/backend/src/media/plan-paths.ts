import {
  hasPathConfig,
  matchesPathName,
  parsePath,
  type PathConfig,
  type PathConfigItem,
} from '@ppf/mediamtx';
import { type DesiredPath } from './desired-path';

/** What to change at a media server. Nothing to do: both empty. */
export interface PathPlan {
  /** To be made or made anew; pulled ones hold camera passwords. */
  readonly replace: readonly { readonly path: string; readonly config: PathConfig }[];
  /** Names of ours that no pit has. */
  readonly remove: readonly string[];
}

const PUBLISHER: PathConfig = { source: 'publisher' };

/**
 * The least that makes a media server have what the pits need. Pure and idempotent; touches no name that is not ours.
 *
 * Pulled cameras get a path of their own. A camera that pushes gets none while a regular expression of the file lets
 * it publish: a literal laid over a live one drops its publisher in some releases (MediaMTX contract §10), and a path
 * of the file survives restarts.
 */
export function planPaths(desired: readonly DesiredPath[], observed: readonly PathConfigItem[]): PathPlan {
  const literal = new Map(observed.map((item) => [item.name, item]));
  const patterns = observed.filter(({ values }) => values['source'] === 'publisher');
  const replace: PathPlan['replace'][number][] = [];
  const kept = new Set<string>();
  for (const wanted of desired) {
    const { path } = wanted;
    const config = configFor(wanted, literal.get(path), patterns);
    if (config !== 'none') kept.add(path);
    if (typeof config === 'object') replace.push({ path, config });
  }
  const remove = observed.map(({ name }) => name).filter((name) => parsePath(name) && !kept.has(name));
  return { replace, remove };
}

/** The configuration to set, `as-is` where the literal path may stay, `none` where there should be none. */
function configFor(
  wanted: DesiredPath,
  there: PathConfigItem | undefined,
  patterns: readonly PathConfigItem[],
): PathConfig | 'as-is' | 'none' {
  if (wanted.kind === 'pull') {
    if (!wanted.config) return 'as-is';
    return there && hasPathConfig(there, wanted.config) ? 'as-is' : wanted.config;
  }
  // A literal that lets it publish may be the operator's own, or carry a publisher: taking it away would drop that.
  if (there && hasPathConfig(there, PUBLISHER)) return 'as-is';
  return patterns.some((item) => matchesPathName(item, wanted.path)) ? 'none' : PUBLISHER;
}
