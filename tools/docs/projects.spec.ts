import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** One screen. */
const MAX_README_LINES = 60;

const projects = ['apps', 'libs'].flatMap((kind) =>
  readdirSync(path.join(root, kind))
    .map((name) => `${kind}/${name}`)
    .filter((folder) => existsSync(path.join(root, folder, 'project.json'))),
);

it('finds the projects', () => expect(projects).toContain('apps/backend'));

describe.each(projects)('%s', (project) => {
  it('has a README of one screen that names how to run its tests', () => {
    const text = read(`${project}/README.md`);
    expect(text.split('\n').length).toBeLessThanOrEqual(MAX_README_LINES);
    expect(text).toMatch(/^# \S/);
    expect(text).toMatch(/npx nx (?:test|run) /);
  });

  it('is in the table of the main README', () => {
    expect(read('README.md')).toContain(`| [\`${project}\`](${project})`);
  });

  it('has targets from nx.json and no copies of their commands', () => {
    const { targets } = JSON.parse(read(`${project}/project.json`)) as {
      targets: Record<string, { options?: { command?: string } }>;
    };
    for (const name of ['lint', 'test', 'typecheck'])
      if (targets[name]) expect(targets[name].options).toBeUndefined();
  });
});
