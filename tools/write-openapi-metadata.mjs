// Writes apps/backend/src/openapi/generated-metadata.ts: what @nestjs/swagger's compiler plugin finds in the contracts
// (fields, comments, limits) and in the controllers (answers, comments). The plugin cannot run inside `tsc -b`, and the
// contracts stay free of @ApiProperty, so its findings are kept in a file. `--check` only compares.
import { ReadonlyVisitor } from '@nestjs/swagger/plugin';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import ts from 'typescript';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const target = path.join(root, 'apps/backend/src/openapi/generated-metadata.ts');

const contracts = collect('libs/contracts', 'tsconfig.lib.json').models;
const controllers = collect('apps/backend', 'tsconfig.app.json').controllers;
const text = await prettier.format(
  `// Generated from libs/contracts and the controllers by tools/write-openapi-metadata.mjs. Do not edit.
import * as contracts from '@ppf/contracts';

/** Fields of the contracts' classes. */
export const CONTRACT_METADATA: readonly (readonly [object, () => object])[] = [
  ${classesOf(contracts)
    .map(([name, found]) => `[contracts.${name}, () => (${found})],`)
    .join('\n  ')}
];

/** What is told of every controller's handlers, by class name. */
export const CONTROLLER_METADATA: Readonly<Record<string, () => object>> = {
  ${classesOf(controllers)
    .map(([name, found]) => `${name}: () => (${found}),`)
    .join('\n  ')}
};
`,
  { ...(await prettier.resolveConfig(target)), filepath: target },
);

if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  console.error('generated-metadata.ts is behind its sources: run node tools/write-openapi-metadata.mjs.');
  process.exit(1);
}

function collect(folder, config) {
  const visitor = new ReadonlyVisitor({
    introspectComments: true,
    pathToSource: path.join(root, folder, 'src'),
  });
  const program = ReadonlyVisitor.createTsProgram(path.join(root, folder, config));
  for (const source of program.getSourceFiles())
    if (!source.isDeclarationFile && source.fileName.includes(`/${folder}/src/`))
      visitor.visit(program, source);
  return visitor.collect();
}

// Sorted, so that the file does not depend on the order in which the compiler meets the sources.
function classesOf(collected) {
  const printer = ts.createPrinter();
  const nowhere = ts.createSourceFile('nowhere.ts', '', ts.ScriptTarget.ES2023);
  return collected
    .flatMap(([, classes]) => Object.entries(classes))
    .map(([name, node]) => [name, printer.printNode(ts.EmitHint.Unspecified, asNode(node), nowhere)])
    .map(([name, found]) => [name, found.replace(/t\["[^"]*"\]\./g, 'contracts.')])
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

// A controller's findings come as an object of nodes, a model's as one node.
function asNode(found) {
  if (typeof found.kind === 'number') return found;
  return ts.factory.createObjectLiteralExpression(
    Object.entries(found).map(([name, node]) => ts.factory.createPropertyAssignment(name, asNode(node))),
  );
}
