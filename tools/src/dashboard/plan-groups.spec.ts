import type { Metafile } from './module-graph.ts';
import { planGroups } from './plan-groups.ts';

/** A metafile; each output has its entry point or none, and the outputs that it imports statically. */
function metafile(outputs: Record<string, [entryPoint: string | null, ...imports: string[]]>): Metafile {
  return {
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([file, [entryPoint, ...imports]]) => [
        file,
        {
          ...(entryPoint !== null && { entryPoint: `apps/frontend/src/${entryPoint}` }),
          imports: imports.map((path) => ({ path, kind: 'import-statement' })),
        },
      ]),
    ),
  };
}

const BUNDLE = metafile({
  'sign-in.js': ['app/start-sign-in.ts', 'angular.js', 'problem.js', 'form.js'],
  'early.js': ['early/start-early.ts', 'whep.js', 'problem.js'],
  'start.js': ['app/start-application.ts', 'angular.js', 'router.js'],
  'shell.js': ['app/shell/shell.ts', 'angular.js'],
  'wall.js': ['app/features/wall/wall-page.ts', 'player.js'],
  'pit.js': ['app/features/pit/pit-page.ts', 'player.js', 'facts.js', 'eye.js'],
  'account.js': ['app/features/account/account-page.ts', 'account-form.js'],
  'form.js': [null, 'eye.js'],
  'eye.js': [null],
  'angular.js': [null, 'problem.js'],
  'problem.js': [null],
  'router.js': [null],
  'whep.js': [null],
  'player.js': [null, 'whep.js'],
  'facts.js': [null],
  'account-form.js': [null],
});

describe('planGroups', () => {
  const groups = Object.fromEntries(planGroups(BUNDLE).map(({ name, files }) => [name, [...files].sort()]));

  it('puts each script of a first load into one group', () => {
    expect(groups).toEqual({
      base: ['problem.js'],
      early: ['early.js', 'whep.js'],
      core: ['angular.js', 'eye.js'],
      'sign-in': ['form.js', 'sign-in.js'],
      application: ['player.js', 'router.js', 'shell.js', 'start.js', 'wall.js'],
      pit: ['facts.js', 'pit.js'],
    });
  });

  it('fails if a page no longer exists', () => {
    expect(() => planGroups(metafile({ 'sign-in.js': ['app/start-sign-in.ts'] }))).toThrow(
      'The bundle has no entry point early/start-early.ts.',
    );
  });
});
