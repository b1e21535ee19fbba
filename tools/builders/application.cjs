// Builds an application as @angular/build:application does, with the messages of its catalogs parsed. The browser then
// loads no parser of ICU messages: 12 kB compressed that every page would wait for.
const { createBuilder } = require('@angular-devkit/architect');
const { buildApplication } = require('@angular/build');
const { readFile } = require('node:fs/promises');

const CATALOG = /[\\/]texts[\\/][a-z-]+\.json$/;
const PARSER = '@formatjs/icu-messageformat-parser';

const parsedCatalogs = {
  name: 'parsed-catalogs',
  setup(build) {
    build.onLoad({ filter: CATALOG }, async ({ path }) => {
      const { parse } = await import(PARSER);
      const catalog = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify(parseTexts(catalog, parse)), loader: 'json', watchFiles: [path] };
    });
    build.onResolve({ filter: new RegExp(`^${PARSER}$`) }, ({ kind, importer, resolveDir }) =>
      build.resolve(`${PARSER}/no-parser.js`, { kind, importer, resolveDir }),
    );
  },
};

/** The same catalog, each message with an argument as the syntax tree that intl-messageformat takes. */
function parseTexts(texts, parse) {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => {
      if (typeof text !== 'string') return [key, parseTexts(text, parse)];
      return [key, text.includes('{') ? parse(text, { ignoreTag: true }) : text];
    }),
  );
}

module.exports = createBuilder((options, context) =>
  buildApplication(options, context, { codePlugins: [parsedCatalogs] }),
);
module.exports.parseTexts = parseTexts;
