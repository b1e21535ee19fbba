// `npm run bench`: builds apps/bench and runs one of its programs with the remaining arguments.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { findChromium } from './chromium.ts';
import { buildQuietly, commandEnvironment, ROOT } from './workspace.ts';

const [program = 'main', ...args] = process.argv.slice(2);
if (!buildQuietly(program === 'observing' ? 'bench,backend' : 'bench')) process.exit(1);
const chromium = findChromium();
const child = spawn(
  process.execPath,
  ['--expose-gc', path.join(ROOT, 'apps/bench/dist', `${program}.js`), ...args],
  { env: { ...commandEnvironment(), ...(chromium && { CHROMIUM_BIN: chromium }) }, stdio: 'inherit' },
);
// The terminal sends Ctrl-C to both; the bench stops its servers first.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.once('exit', (code) => process.exit(code ?? 1));
