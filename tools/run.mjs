// Runs a TypeScript tool of this folder: `node tools/run.mjs <tool> [arguments]`. Node 24 executes TypeScript without a
// build step. An older Node starts the tool with the Node 24 that `npm ci` installed for this platform.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const REQUIRED_MAJOR = 24;
const folder = path.dirname(fileURLToPath(import.meta.url));
const [, , tool, ...args] = process.argv;
const file = path.join(folder, 'src', `${tool}.ts`);
if (!tool || !existsSync(file)) {
  console.error(`Usage: node tools/run.mjs <tool> [arguments]. There is no tool ${tool ?? ''}.`);
  process.exit(2);
}
if (Number(process.versions.node.split('.')[0]) >= REQUIRED_MAJOR) {
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(file).href);
} else {
  const packaged = path.resolve(folder, '../node_modules/.bin/node');
  if (process.env.PPF_NODE_TRIED || !existsSync(packaged)) {
    console.error(
      `Node ${REQUIRED_MAJOR} is required; this is Node ${process.versions.node}. Run npm ci, or install Node ${REQUIRED_MAJOR}.`,
    );
    process.exit(1);
  }
  const env = { ...process.env, PPF_NODE_TRIED: '1' };
  process.exit(spawnSync(packaged, process.argv.slice(1), { stdio: 'inherit', env }).status ?? 1);
}
