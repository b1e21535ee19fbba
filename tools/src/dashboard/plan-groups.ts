import { type Metafile, outputOf, staticClosure } from './module-graph.ts';
import { PAGES } from './pages.ts';

type Files = ReadonlySet<string>;

/** Files of the bundle that become one file. */
export interface Group {
  readonly name: string;
  readonly files: Files;
}

/**
 * Plans the files of the first load. Bundlers split code at every set of pages that share it, which makes dozens of
 * requests for one page. Each script is in the first group that contains it:
 *
 * - `base`: what the early session and the core share
 * - `early`: the early sessions of the pages with video, which must not wait for the core
 * - `core`: what the sign-in page and the application share, so that the application reuses it after a sign-in
 * - `sign-in`: the rest of the sign-in page
 * - `application`: the start, the shell and the page of all pits
 * - `pit`: the rest of the page of one pit
 */
export function planGroups(metafile: Metafile): readonly Group[] {
  const closureOf = (...modules: string[]) =>
    staticClosure(
      metafile,
      modules.map((module) => outputOf(metafile, module)),
    );
  const [signIn, wall, pit] = PAGES.map((page) => closureOf(...page.modules)) as [Files, Files, Files];
  const early = closureOf('early/start-early.ts');
  const groups: readonly (readonly [string, Files])[] = [
    ['base', early.intersection(signIn)],
    ['early', early],
    ['core', signIn.intersection(wall.union(pit))],
    ['sign-in', signIn],
    ['application', wall],
    ['pit', pit],
  ];
  const taken = new Set<string>();
  return groups.map(([name, files]) => {
    const rest = new Set([...files].filter((file) => !taken.has(file)));
    for (const file of rest) taken.add(file);
    return { name, files: rest };
  });
}
