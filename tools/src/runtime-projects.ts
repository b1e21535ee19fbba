import { readFileSync } from 'node:fs';
import path from 'node:path';

const SCOPE = '@ppf/';

/**
 * Folders of a project and of all projects that it needs at run time: the `dependencies` of each package.json, transitively.
 * @param root Folder of the workspace.
 * @param project Folder of the project, relative to `root`, such as `apps/backend`.
 */
export function runtimeProjects(root: string, project: string): readonly string[] {
  const found = new Set([project]);
  // A Set also iterates over what is added meanwhile.
  for (const each of found) for (const name of dependenciesOf(root, each)) found.add(`libs/${name}`);
  return [...found];
}

function dependenciesOf(root: string, project: string): readonly string[] {
  const text = readFileSync(path.join(root, project, 'package.json'), 'utf8');
  const { dependencies = {} } = JSON.parse(text) as { dependencies?: Readonly<Record<string, string>> };
  return Object.keys(dependencies)
    .filter((name) => name.startsWith(SCOPE))
    .map((name) => name.slice(SCOPE.length));
}
