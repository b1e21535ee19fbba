import type { PathConfig } from './path-config';
import { refusalOfPathName } from './path-name';

/** The configuration of a path name, and the groups that its regular expression matched. */
export interface FoundPathConfig {
  config: PathConfig;
  groups: string[];
}

/**
 * Literal names first, then regular expressions by key, `all_others` last (MediaMTX contract §3.2).
 * Returns an error text if there is none. This happens before the hook request.
 */
export function findPathConfig(
  configs: ReadonlyMap<string, PathConfig>,
  name: string,
): FoundPathConfig | string {
  const literal = configs.get(name);
  if (literal) return { config: literal, groups: [] };
  const refusal = refusalOfPathName(name);
  if (refusal) return `invalid path name: ${refusal} (${name})`;
  const last = (each: PathConfig) => (each.name === 'all' || each.name === 'all_others' ? 1 : 0);
  const byKey = [...configs.values()]
    .filter((each) => each.regexp)
    .sort((a, b) => last(a) - last(b) || (a.name < b.name ? -1 : 1));
  for (const config of byKey) {
    const match = config.regexp?.exec(name);
    if (match) return { config, groups: match.slice(1).map((group) => group ?? '') };
  }
  return `path '${name}' is not configured`;
}
