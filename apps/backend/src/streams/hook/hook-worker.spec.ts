import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const IMPORT = /^(?:import|export) (type )?(?:\{([^}]*)\} from |\* from |.* from )?'([^']+)';/gm;

/** Modules that a source loads when it runs: what is imported for its types only is not. */
function loads(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].flatMap(([, type, names, from = '']) => {
    const each = (names ?? 'value').split(',').map((name) => name.trim());
    return type || each.every((name) => name === '' || name.startsWith('type ')) ? [] : [from];
  });
}

/** Packages that are loaded by a source and all that it loads. */
function packagesOf(entry: string): string[] {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const follow = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const from of loads(file)) {
      const base = path.resolve(path.dirname(file), from);
      const source = [`${base}.ts`, path.join(base, 'index.ts')].find((each) => existsSync(each));
      if (from.startsWith('.') && source) follow(source);
      else packages.add(from);
    }
  };
  follow(entry);
  return [...packages].filter((each) => !each.startsWith('node:')).sort();
}

describe('the hook’s thread', () => {
  it('loads nothing but Node and what knows MediaMTX: no Nest, no database, no validation', () => {
    expect(packagesOf(path.join(__dirname, 'hook-worker.ts'))).toEqual(['@ppf/mediamtx']);
    expect(packagesOf(path.join(__dirname, '../../../../../libs/mediamtx/src/index.ts'))).toEqual([]);
  });
});
