import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

interface BuildState {
  isBuilt(root: string): boolean;
  storeBuild(root: string, build: () => Promise<void> | void): Promise<void>;
}

describe('the state of a build', () => {
  let root: string;
  let state: BuildState;

  const write = (file: string, text: string) => {
    const target = path.join(root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    // Each write at another time, whatever the resolution of the file system.
    utimesSync(target, 1000, 1000 + text.length);
  };
  const build = () => write('libs/wire/dist/index.js', 'built');

  beforeEach(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'ppf-build-state-'));
    write('apps/backend/src/main.ts', 'one');
    write('package-lock.json', '{}');
    state = (await import(
      pathToFileURL(path.join(import.meta.dirname, '../build-state.mjs')).href
    )) as BuildState;
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('is current after a build, and not before', async () => {
    expect(state.isBuilt(root)).toBe(false);
    await state.storeBuild(root, build);
    expect(state.isBuilt(root)).toBe(true);
  });

  it.each<[string, () => void]>([
    ['a changed source', () => write('apps/backend/src/main.ts', 'three')],
    ['a new source', () => write('apps/backend/src/other.ts', 'new')],
    ['a removed source', () => rmSync(path.join(root, 'apps/backend/src/main.ts'))],
    ['other packages', () => write('package-lock.json', '{"a":1}')],
    ['a changed output', () => write('libs/wire/dist/index.js', 'built by another command')],
    ['a removed output', () => rmSync(path.join(root, 'libs/wire/dist'), { recursive: true })],
  ])('is not current after %s', async (_, change) => {
    await state.storeBuild(root, build);
    change();
    expect(state.isBuilt(root)).toBe(false);
  });

  it('is not current when a source changed during the build, or the build failed', async () => {
    await state.storeBuild(root, () => {
      build();
      write('apps/backend/src/main.ts', 'edited');
    });
    expect(state.isBuilt(root)).toBe(false);
    await state.storeBuild(root, build);
    await expect(state.storeBuild(root, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(state.isBuilt(root)).toBe(false);
  });
});
