import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const IMPORT = /^(?:import|export) (type )?(?:\{([^}]*)\} from |\* from |.* from )?'([^']+)';/gm;

/** Modules that a source file loads at run time; type-only imports are left out. */
function loads(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].flatMap(([, type, names, from = '']) => {
    const each = (names ?? 'value').split(',').map((name) => name.trim());
    return type || each.every((name) => name === '' || name.startsWith('type ')) ? [] : [from];
  });
}

/** Packages that a source file loads, directly or through other source files. */
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

describe('hook-worker', () => {
  it('loads only Node and @ppf/mediamtx: no Nest, no database, no validation', () => {
    expect(packagesOf(path.join(__dirname, 'hook-worker.ts'))).toEqual(['@ppf/mediamtx']);
    expect(packagesOf(path.join(__dirname, '../../../../../../libs/mediamtx/src/index.ts'))).toEqual([]);
  });
});
