// Preloaded by tools/jest.mjs. Worker threads of ours are started from a TypeScript source in tests, as jest itself runs
// the sources: this lets Node load one there, and what it requires. Does nothing in the main thread.
const { isMainThread } = require('node:worker_threads');

if (!isMainThread) require('node:module').registerHooks(hooks());

function hooks() {
  const { existsSync, readFileSync } = require('node:fs');
  const path = require('node:path');
  const { fileURLToPath, pathToFileURL } = require('node:url');
  const root = path.resolve(path.dirname(module.filename), '..');
  const [, options] = require('../jest.preset.js').transform['^.+\\.ts$'];

  /** The source that a request from a source of ours means; undefined: what Node says. */
  function sourceOf(request, parent) {
    const [, library] = /^@ppf\/([\w-]+)$/.exec(request) ?? [];
    if (library) return path.join(root, 'libs', library, 'src/index.ts');
    if (!request.startsWith('.') || !parent?.startsWith('file:') || !parent.endsWith('.ts')) return undefined;
    const base = path.resolve(path.dirname(fileURLToPath(parent)), request).replace(/\.js$/, '');
    return [`${base}.ts`, path.join(base, 'index.ts')].find(existsSync);
  }

  return {
    resolve(request, context, next) {
      const source = sourceOf(request, context.parentURL);
      return source
        ? { url: pathToFileURL(source).href, format: 'commonjs', shortCircuit: true }
        : next(request, context);
    },
    load(url, context, next) {
      if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
      const filename = fileURLToPath(url);
      // Loaded with the first source only: a thread that has none stays as small as it is.
      const { transformSync } = require('@swc/core');
      const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename, swcrc: false });
      return { format: 'commonjs', source: code, shortCircuit: true };
    },
  };
}
