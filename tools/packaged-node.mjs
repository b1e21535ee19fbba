// Node 24 for programs that were started with an older Node.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const REQUIRED_MAJOR = 24;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const packagedNode = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../node_modules/.bin/node');

/**
 * Returns true in Node 24 or later. In an older Node it runs the same command with the Node 24 that `npm ci` installed for
 * this platform, passes signals on, and exits with its exit code.
 */
export function isNode24() {
  const current = process.versions.node;
  if (Number(current.split('.')[0]) >= REQUIRED_MAJOR) return true;
  if (process.env.PPF_NODE_TRIED || !existsSync(packagedNode)) {
    console.error(
      `Node ${REQUIRED_MAJOR} is required and this is ${current}. Run npm ci; if npm has no Node for this platform, install it.`,
    );
    process.exit(1);
  }
  const env = { ...process.env, PPF_NODE_TRIED: '1' };
  const child = spawn(packagedNode, process.argv.slice(1), { stdio: 'inherit', env });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 1));
  return false;
}
