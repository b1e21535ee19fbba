import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { codeBlocks, commandsInText } from '../../apps/system-e2e/src/guides/code-blocks.ts';
import { NOT_RUN, RUN_BY } from '../../apps/system-e2e/src/guides/run-by.ts';

const root = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...['docs/guides', 'infra'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => path.join(folder, file)),
  ),
];

/** Lines of what CI runs, which need no other test. */
const ci = read('.ci/run').split('\n');
const fieldSpecs = readdirSync(path.join(root, 'apps/system-e2e/src/deployment'));

/** Whether CI types it as it stands there, or it is a suite of tests itself. */
function isTest(command: string): boolean {
  if (command.split(' && ').every((part) => ci.includes(part))) return true;
  const [, suite, patterns = ''] =
    /^(?:[A-Z_]+=\S+ )?npm run (deployment|chaos)(?: -- (.*))?$/.exec(command) ?? [];
  const names = patterns.split(' ').filter(Boolean);
  return suite !== undefined && names.every((name) => fieldSpecs.some((file) => file.startsWith(name)));
}

const runners = Object.entries(RUN_BY);
const takenOf = (page: string): string[] => runners.flatMap(([, its]) => its[page] ?? []);

/** What stands in a block of any page is run there: a sentence that says it again needs no test of its own. */
const run = pages.flatMap((page) => codeBlocks(page).filter(({ name }) => takenOf(page).includes(name)));
const lines = new Set(
  run.flatMap(({ code }) => code.split('\n').flatMap((line) => [line, ...line.split(' && ')])),
);

describe.each(pages)('%s', (page) => {
  const blocks = codeBlocks(page);
  const commands = commandsInText(page);
  const pieces = [...blocks.map(({ name }) => name), ...commands];

  it('names each of its blocks once, and says what it is written in', () => {
    expect(read(page).match(/^ *```/gm) ?? []).toHaveLength(2 * blocks.length);
    expect(blocks.filter(({ name }) => name === '').map(({ code }) => code)).toEqual([]);
    expect(pieces).toHaveLength(new Set(pieces).size);
  });

  it('shows nothing that no test runs', () => {
    const taken = takenOf(page);
    const isTried = (name: string, code = name) => taken.includes(name) || isTest(code);
    const untried = commands.filter((each) => !isTried(each) && !lines.has(each) && !(each in NOT_RUN));
    expect(untried).toEqual([]);
    expect(blocks.filter(({ name, code }) => !isTried(name, code.trim())).map(({ name }) => name)).toEqual(
      [],
    );
  });

  it('is run by one test each, and by none that looks for what is gone', () => {
    const taken = takenOf(page);
    expect(taken.filter((piece, at) => taken.indexOf(piece) !== at)).toEqual([]);
    expect(taken.filter((piece) => !pieces.includes(piece))).toEqual([]);
  });
});

describe.each(runners)('%s', (file, its) => {
  it('is there, takes its pieces by the list, and fails when one is left', () => {
    expect(existsSync(path.join(root, file))).toBe(true);
    const text = read(file);
    expect(text).toContain('takeFromPages(__filename)');
    expect(text).toMatch(/expect\(\w+\.left\(\)\)\.toEqual\(\[\]\)/);
    expect(Object.keys(its).filter((page) => !pages.includes(page))).toEqual([]);
  });
});

describe('what is not run', () => {
  it('needs what a test machine has not: containers, a cluster, a certificate authority', () => {
    const cannot = /^(certbot|docker|kubectl)( |$)/;
    expect(Object.keys(NOT_RUN).filter((command) => !cannot.test(command))).toEqual([]);
  });

  it('is shown by a page', () => {
    const shown = pages.flatMap(commandsInText);
    expect(Object.keys(NOT_RUN).filter((command) => !shown.includes(command))).toEqual([]);
  });
});
