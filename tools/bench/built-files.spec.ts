import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** Built files of the backend that a script names, as sources. */
const sourcesIn = (script: string) =>
  [
    ...readFileSync(path.join(__dirname, script), 'utf8').matchAll(
      /(?:built\('|apps\/backend\/dist\/)([\w/-]+)\.js'/g,
    ),
  ].map(([, file = '']) => `apps/backend/src/${file}.ts`);
const named = readdirSync(__dirname)
  .filter((file) => file.endsWith('.mjs'))
  .flatMap((script) => sourcesIn(script).map((source) => [script, source] as const));

describe('what the bench loads of the built backend', () => {
  it('is found in its scripts', () => {
    expect(new Set(named.map(([script]) => script))).toEqual(
      new Set(['alerts.mjs', 'backend.mjs', 'observing.mjs']),
    );
  });

  it.each(named)('%s: %s exists', (_, source) => {
    expect(existsSync(path.join(root, source))).toBe(true);
  });
});
