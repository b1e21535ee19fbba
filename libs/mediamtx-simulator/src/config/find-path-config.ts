import type { PathConfig } from './path-config';
import { refusalOfPathName } from './path-name';

/** The configuration that a path name gets, and what the groups of its regular expression matched. */
export interface FoundPathConfig {
  config: PathConfig;
  groups: string[];
}

/**
 * Literal names first, then regular expressions by key, `all_others` last (MediaMTX contract §3.2).
 * Returns the refusal as a string: it is not about access, so the hook has not been asked.
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
