// Runs a TypeScript tool: `node tools/run.mjs <tool> [arguments]` runs tools/src/<tool>.ts, which Node 24 executes without a
// build step.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isNode24 } from './packaged-node.mjs';

const USAGE_EXIT_CODE = 2;
const [, , tool = '', ...args] = process.argv;
const file = path.join(path.dirname(fileURLToPath(import.meta.url)), 'src', `${tool}.ts`);
if (!/^[a-z-]+$/.test(tool) || !existsSync(file)) {
  console.error(`There is no tool “${tool}”. Usage: node tools/run.mjs <tool> [arguments]`);
  process.exit(USAGE_EXIT_CODE);
}
if (isNode24()) {
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(file).href);
}
