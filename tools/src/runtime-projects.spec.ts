import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runtimeProjects } from './runtime-projects.ts';

const ROOT = path.join(__dirname, '../..');
/** Folders of tests and of what they share. */
const IS_TEST = /\.(spec|bench)\.ts$|\/(testing|fixtures|conformance)\//;

/** Projects that a project's own code imports. */
function importedBy(project: string): readonly string[] {
  const files = globSync(`${project}/src/**/*.ts`, { cwd: ROOT }).filter((file) => !IS_TEST.test(file));
  const texts = files.map((file) => readFileSync(path.join(ROOT, file), 'utf8'));
  return texts.flatMap((text) =>
    [...text.matchAll(/from '@ppf\/([a-z-]+)'/g)].map(([, name]) => `libs/${name}`),
  );
}

describe('projects of a release', () => {
  const included = runtimeProjects(ROOT, 'apps/backend');

  it('include what a library of the backend needs', () => {
    expect(included).toEqual(expect.arrayContaining(['apps/backend', 'libs/camera-probe', 'libs/rtsp-wire']));
  });

  it('leave out what only tests need', () => {
    expect(included).not.toContain('libs/sample-cameras');
  });

  it.each(included)('are all that %s imports', (project) => {
    expect(included).toEqual(expect.arrayContaining(importedBy(project)));
  });
});
