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

/** Commands of CI, which need no other test. */
const ci = read('.ci/run').split('\n');
const deploymentParts = [
  ...readdirSync(path.join(root, 'apps/system-e2e/src/deployment')),
  // Journeys in JWT mode, which tools/src/deployment.ts runs.
  'jwt-mode',
];

/** Returns whether CI runs the command, or it is a test suite. */
function isTest(command: string): boolean {
  if (command.split(' && ').every((part) => ci.includes(part))) return true;
  const [, suite, patterns = ''] =
    /^(?:[A-Z_]+=\S+ )?npm run (deployment|chaos)(?: -- (.*))?$/.exec(command) ?? [];
  const names = patterns.split(' ').filter(Boolean);
  return suite !== undefined && names.every((name) => deploymentParts.some((file) => file.startsWith(name)));
}

const runners = Object.entries(RUN_BY);
const takenOf = (page: string): string[] => runners.flatMap(([, its]) => its[page] ?? []);

/** Commands of tested code blocks; a sentence with the same command needs no other test. */
const run = pages.flatMap((page) => codeBlocks(page).filter(({ name }) => takenOf(page).includes(name)));
const lines = new Set(
  run.flatMap(({ code }) => code.split('\n').flatMap((line) => [line, ...line.split(' && ')])),
);

describe.each(pages)('%s', (page) => {
  const blocks = codeBlocks(page);
  const commands = commandsInText(page);
  const pieces = [...blocks.map(({ name }) => name), ...commands];

  it('names each code block once, with its language', () => {
    expect(read(page).match(/^ *```/gm) ?? []).toHaveLength(2 * blocks.length);
    expect(blocks.filter(({ name }) => name === '').map(({ code }) => code)).toEqual([]);
    expect(pieces).toHaveLength(new Set(pieces).size);
  });

  it('has a test for every command', () => {
    const taken = takenOf(page);
    const isTried = (name: string, code = name) => taken.includes(name) || isTest(code);
    const untried = commands.filter((each) => !isTried(each) && !lines.has(each) && !(each in NOT_RUN));
    expect(untried).toEqual([]);
    expect(blocks.filter(({ name, code }) => !isTried(name, code.trim())).map(({ name }) => name)).toEqual(
      [],
    );
  });

  it('has one test per command, and no test of a removed command', () => {
    const taken = takenOf(page);
    expect(taken.filter((piece, at) => taken.indexOf(piece) !== at)).toEqual([]);
    expect(taken.filter((piece) => !pieces.includes(piece))).toEqual([]);
  });
});

describe.each(runners)('%s', (file, its) => {
  it('exists, uses the list, and fails for an unused piece', () => {
    expect(existsSync(path.join(root, file))).toBe(true);
    const text = read(file);
    expect(text).toContain('takeFromPages(__filename)');
    expect(text).toMatch(/expect\(\w+\.left\(\)\)\.toEqual\(\[\]\)/);
    expect(Object.keys(its).filter((page) => !pages.includes(page))).toEqual([]);
  });
});

describe('commands without a test', () => {
  it('need a container engine, a cluster or a certificate authority', () => {
    const cannot = /^(certbot|docker|kubectl)( |$)/;
    expect(Object.keys(NOT_RUN).filter((command) => !cannot.test(command))).toEqual([]);
  });

  it('exist on a page', () => {
    const shown = pages.flatMap(commandsInText);
    expect(Object.keys(NOT_RUN).filter((command) => !shown.includes(command))).toEqual([]);
  });
});
