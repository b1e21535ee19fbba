// Writes apps/backend/src/openapi/generated-metadata.ts: the fields, comments and limits of the contracts, and the
// responses and comments of the controllers, as the compiler plugin of @nestjs/swagger reads them. The plugin cannot run
// within `tsc -b`, and the contracts have no @ApiProperty. `--check` compares and writes nothing.
import { ReadonlyVisitor } from '@nestjs/swagger/plugin';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import ts from 'typescript';
import { ROOT } from './workspace.ts';

/** One node, or an object of nodes. */
type Metadata = ts.Expression | { readonly [name: string]: Metadata };
type Collected = Record<'models' | 'controllers', [ts.Expression, Record<string, Metadata>][]>;

const target = path.join(ROOT, 'apps/backend/src/openapi/generated-metadata.ts');

const contracts = collect('libs/contracts', 'tsconfig.lib.json').models;
const controllers = collect('apps/backend', 'tsconfig.app.json').controllers;
const text = await prettier.format(
  `// Generated from libs/contracts and the controllers by tools/src/write-openapi-metadata.ts. Do not edit.
import * as contracts from '@ppf/contracts';

/** Fields of the contracts' classes. */
export const CONTRACT_METADATA: readonly (readonly [object, () => object])[] = [
  ${classesOf(contracts)
    .map(([name, found]) => `[contracts.${name}, () => (${found})],`)
    .join('\n  ')}
];

/** Responses and comments of the handlers of each controller, by class name. */
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
  console.error('generated-metadata.ts is out of date: run npm run reference.');
  process.exit(1);
}

function collect(folder: string, config: string): Collected {
  const visitor = new ReadonlyVisitor({
    introspectComments: true,
    pathToSource: path.join(ROOT, folder, 'src'),
  });
  const program = ReadonlyVisitor.createTsProgram(path.join(ROOT, folder, config));
  for (const source of program.getSourceFiles())
    if (!source.isDeclarationFile && source.fileName.includes(`/${folder}/src/`))
      visitor.visit(program, source);
  return visitor.collect() as unknown as Collected;
}

// Sorted, so that the file does not depend on the order of the sources.
function classesOf(collected: Collected['models']): [string, string][] {
  const printer = ts.createPrinter();
  const nowhere = ts.createSourceFile('nowhere.ts', '', ts.ScriptTarget.ES2023);
  return collected
    .flatMap(([, classes]) => Object.entries(classes))
    .map(([name, node]): [string, string] => [
      name,
      printer
        .printNode(ts.EmitHint.Unspecified, asNode(node), nowhere)
        .replace(/t\["[^"]*"\]\./g, 'contracts.'),
    ])
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

// The metadata of a controller is an object of nodes, that of a model is one node.
function asNode(found: Metadata): ts.Expression {
  if (isNode(found)) return found;
  return ts.factory.createObjectLiteralExpression(
    Object.entries(found).map(([name, node]) => ts.factory.createPropertyAssignment(name, asNode(node))),
  );
}

function isNode(metadata: Metadata): metadata is ts.Expression {
  return typeof metadata.kind === 'number';
}
