import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');

/** Sources of the built backend files that a file of the bench loads. */
const sourcesIn = (file: string) =>
  [
    ...readFileSync(path.join(__dirname, file), 'utf8').matchAll(
      /(?:>\(\s*'|apps\/backend\/dist\/)([\w/-]+)\.js'/g,
    ),
  ].map(([, source = '']) => `apps/backend/src/${source}.ts`);
const loaded = readdirSync(__dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .flatMap((file) => sourcesIn(file).map((source) => [file, source] as const));

describe('files of the built backend that the bench loads', () => {
  it('are found in the sources of the bench', () => {
    expect(new Set(loaded.map(([file]) => file))).toEqual(
      new Set(['alerts.ts', 'backend.ts', 'observing.ts']),
    );
  });

  it.each(loaded)('%s: %s is the entry of a program or of a module, or has no product term', (_, source) => {
    expect(source).toMatch(/\/(index|main)\.ts$|\/src\/platform\//);
  });

  it.each(loaded)('%s: %s exists', (_, source) => {
    expect(existsSync(path.join(root, source))).toBe(true);
  });
});
