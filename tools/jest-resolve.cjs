// Resolves imports of compiled files (`import('./probe-camera.js')`), as Node requires them, to the `.ts` of the same name:
// tests run the sources.
const { existsSync } = require('node:fs');
const path = require('node:path');

module.exports = {
  sync(request, options) {
    return options.defaultResolver(sourceOf(request, options.basedir) ?? request, options);
  },
};

function sourceOf(request, folder) {
  if (!/^\.{1,2}\/.*\.js$/.test(request) || folder.includes(`${path.sep}node_modules${path.sep}`))
    return undefined;
  const source = path.resolve(folder, request.replace(/js$/, 'ts'));
  return existsSync(source) ? source : undefined;
}
