// A dynamic import of our own CommonJS names the compiled file, as Node wants it (`import('./probe-camera.js')`). Tests
// run the sources: there it is the `.ts` of the same name.
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
