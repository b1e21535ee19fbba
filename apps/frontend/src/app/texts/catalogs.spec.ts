/** @jest-environment node */
import { isStructurallySame } from '@formatjs/icu-messageformat-parser/manipulator.js';
import { parse } from '@formatjs/icu-messageformat-parser';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CatalogTexts } from './define-catalog';
import { FALLBACK_LANGUAGE, LANGUAGES } from './language';

const app = path.resolve(__dirname, '..');
const folders = globSync('**/texts', { cwd: app });
const catalogOf = (folder: string, language: string): ReadonlyMap<string, string> =>
  flat(JSON.parse(readFileSync(path.join(app, folder, `${language}.json`), 'utf8')) as CatalogTexts);

function flat(texts: CatalogTexts, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

/** The code that may use the texts of a catalog: that of its feature, and of all where the catalog is shared. */
function codeOf(folder: string): string {
  const home = path.dirname(folder).startsWith('features') ? path.dirname(folder) : '.';
  const files = globSync('**/*.{ts,html}', { cwd: path.join(app, home) });
  return files
    .filter((file) => !file.includes('.spec.'))
    .map((file) => readFileSync(path.join(app, home, file), 'utf8'))
    .join('\n');
}

describe.each(folders)('the catalogs in %s', (folder) => {
  const english = catalogOf(folder, FALLBACK_LANGUAGE);

  it('have a text for every key, in valid ICU syntax', () => {
    expect(english.size).toBeGreaterThan(0);
    for (const [key, message] of english) {
      expect([key, message.trim()]).toEqual([key, message]);
      expect(message).not.toBe('');
      expect(() => parse(message, { ignoreTag: true })).not.toThrow();
    }
  });

  it('are typeset: no straight quotes, no three dots', () => {
    expect([...english.values()].filter((message) => /\.\.\.|["]|\w'\w/.test(message))).toEqual([]);
  });

  it('have no unused text', () => {
    const code = codeOf(folder);
    const isUsed = (key: string): boolean => {
      const parts = key.split('.');
      // Keys are also built of a literal part and a value: `state.${status}.word`.
      const patterns = parts.map((_, at) =>
        parts.map((part, each) => (each === at ? '\\$\\{[^}]*\\}+' : part)),
      );
      const whole = [parts, ...patterns].map((each) => each.map(escaped).join('\\.'));
      return new RegExp(`['"\`](${whole.join('|')})['"\`]`).test(code);
    };
    expect([...english.keys()].filter((key) => !isUsed(key))).toEqual([]);
  });

  it.each(LANGUAGES)('have the same texts and arguments in %s', (language) => {
    const translated = catalogOf(folder, language);
    expect([...translated.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, message] of english) {
      const same = isStructurallySame(treeOf(message), treeOf(translated.get(key) ?? ''));
      expect([key, same]).toEqual([key, { success: true }]);
    }
  });
});

const treeOf = (message: string) => parse(message, { ignoreTag: true });
const escaped = (part: string) => (part.startsWith('\\$') ? part : part.replace(/[-.]/g, '\\$&'));
