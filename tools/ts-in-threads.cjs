// Preloaded by tools/jest.mjs. Tests start worker threads from TypeScript sources: these hooks load the sources in the
// thread. There is no effect in the main thread.
const { isMainThread } = require('node:worker_threads');

if (!isMainThread) require('node:module').registerHooks(hooks());

function hooks() {
  const { existsSync, readFileSync } = require('node:fs');
  const path = require('node:path');
  const { fileURLToPath, pathToFileURL } = require('node:url');
  const root = path.resolve(path.dirname(module.filename), '..');
  const [, options] = require('../jest.preset.js').transform['^.+\\.ts$'];

  /** Returns the source for a request of a workspace source; undefined: Node resolves it. */
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
      // Loaded with the first source, so that threads without sources stay small.
      const { transformSync } = require('@swc/core');
      const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename, swcrc: false });
      return { format: 'commonjs', source: code, shortCircuit: true };
    },
  };
}
