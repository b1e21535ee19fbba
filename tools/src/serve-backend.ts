// `nx serve backend`: runs what `npm start` runs and compiles the backend when a source changes. After each successful
// compilation the backend process ends, and its supervisor in apps/standalone starts the new build.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PID_FILE = path.resolve(process.env['DATA_DIR'] || 'data', 'run/backend.pid');

function restartBackend(): void {
  try {
    process.kill(Number(readFileSync(PID_FILE, 'utf8')), 'SIGTERM');
  } catch (error) {
    console.error(`The backend was not restarted: ${(error as Error).message}`);
  }
}

const compiler = spawn(
  path.join(ROOT, 'node_modules/.bin/tsc'),
  ['-b', path.join(ROOT, 'apps/backend/tsconfig.app.json'), '--watch', '--preserveWatchOutput'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
process.once('exit', () => compiler.kill());
let isFirstCompilation = true;
compiler.stdout.setEncoding('utf8').on('data', (text: string) => {
  process.stdout.write(text);
  if (!text.includes('Found 0 errors')) return;
  if (!isFirstCompilation) restartBackend();
  isFirstCompilation = false;
});

await import(path.join(ROOT, 'apps/standalone/dist/main.js'));
