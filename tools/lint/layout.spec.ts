import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FLOORS } from './floors.mjs';

const ROOT = path.resolve(__dirname, '../..');
const MAP = readFileSync(path.join(ROOT, 'docs/architecture/module-map.md'), 'utf8');
const floors = Object.entries(FLOORS as Readonly<Record<string, readonly (readonly string[])[]>>);

/** Folders whose sub-folders must have a direction. */
const ORDERED = [
  'apps/backend/src',
  'apps/frontend/src/app',
  'apps/bench/src',
  'apps/standalone/src',
  'apps/system-e2e/src',
  ...libraries(),
];
/** Hold no code of the product: fixtures of specs, and migrations, which are a list. */
const WITHOUT_DIRECTION = new Set(['testing', 'fixtures', 'migrations']);

function libraries(): string[] {
  return readdirSync(path.join(ROOT, 'libs'))
    .map((name) => `libs/${name}/src`)
    .filter((folder) => existsSync(path.join(ROOT, folder)));
}

/** Folders in `folder` that hold TypeScript, at any depth. */
function codeFoldersOf(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !WITHOUT_DIRECTION.has(entry.name))
    .map(({ name }) => name)
    .filter((name) => holdsCode(`${folder}/${name}`));
}

function holdsCode(folder: string): boolean {
  return readdirSync(path.join(ROOT, folder), { recursive: true }).some((file) =>
    String(file).endsWith('.ts'),
  );
}

/** All folders below `folder`, itself among them, with two or more folders of code. */
function foldersWithParts(folder: string): string[] {
  const parts = codeFoldersOf(folder);
  const inner = parts.flatMap((part) => foldersWithParts(`${folder}/${part}`));
  return parts.length < 2 ? inner : [folder, ...inner];
}

/** Rows of a direction as module-map.md writes them. */
const toText = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(', ')).join(' ← ');
const directions = [...MAP.matchAll(/```text\n([^`]*)```/g)]
  .flatMap(([, block = '']) => block.split('\n'))
  .map((line) => line.replace(/ +/g, ' '));

describe('the list of folders', () => {
  it.each(floors)('of %s names folders that exist', (base, rows) => {
    const missing = rows.flat().filter((folder) => !existsSync(path.join(ROOT, base, folder)));
    expect(missing).toEqual([]);
  });

  it.each(floors)('of %s names every folder once', (base, rows) => {
    const named = rows.flat().map((folder) => folder.split('/')[0] ?? '');
    expect([...new Set(named)].sort()).toEqual(codeFoldersOf(base).sort());
    expect(new Set(rows.flat()).size).toBe(rows.flat().length);
  });

  it('names every folder of features, which are ordered one by one', () => {
    const features = floors.flatMap(([, rows]) => rows.flat()).filter((each) => each.startsWith('features/'));
    const folders = codeFoldersOf('apps/frontend/src/app/features').map((name) => `features/${name}`);
    expect(features.sort()).toEqual(folders.sort());
  });

  it('has a direction for the parts of every folder', () => {
    const declared = new Set([...floors.map(([base]) => base), 'apps/frontend/src/app/features']);
    const undeclared = ORDERED.flatMap(foldersWithParts).filter((folder) => !declared.has(folder));
    expect(undeclared).toEqual([]);
  });
});

describe('the module map', () => {
  it('has a row for every module of the backend', () => {
    const modules = codeFoldersOf('apps/backend/src');
    expect(modules.filter((name) => !MAP.includes(`| \`${name}/\``))).toEqual([]);
  });

  it.each(floors.filter(([base]) => base.startsWith('apps/backend/src')))(
    'has the direction of %s',
    (base, rows) => {
      const name = path.relative('apps/backend/src', base);
      expect(directions).toContain(name === '' ? toText(rows) : `${name}: ${toText(rows)}`);
    },
  );

  it('has the direction of the system suites', () => {
    expect(directions).toContain(toText(FLOORS['apps/system-e2e/src'] ?? []));
  });

  it('has the direction of the dashboard', () => {
    const rows = (FLOORS['apps/frontend/src/app'] ?? []).map((row) =>
      row.some((folder) => folder.startsWith('features/')) ? ['features/*'] : row,
    );
    expect(directions).toContain(toText(rows));
  });
});
