// `npm run fleet`: two backends and two MediaMTX behind a real nginx on this machine, on loopback and free ports, in a
// folder that is removed at the end; with `-- --edges` one MediaMTX and two edges of it. PORT chooses nginx's port, MEDIAMTX_BIN the MediaMTX; without one the simulator runs.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, isInstalled, mayInstall } from './debian.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const env = { ...process.env, PATH: `${path.join(root, 'node_modules/.bin')}:${process.env.PATH}` };

const missing = ['nginx', 'openssl'].filter((program) => !isInstalled(program));
if (missing.length > 0 && mayInstall()) install(missing, 'what the fleet stands behind');
const projects = 'backend,frontend,standalone,system-e2e';
const built = spawnSync('nx', ['run-many', '-t', 'build', '-p', projects, '--outputStyle=static'], {
  cwd: root,
  env: { ...env, NX_DAEMON: 'false' },
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (built.status !== 0) process.exit(1);
const fleet = spawn('node', ['apps/system-e2e/dist/deployment/fleet/main.js', ...process.argv.slice(2)], {
  cwd: root,
  env,
  stdio: 'inherit',
});
// Ctrl-C reaches the fleet by itself, and it is waited for.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => fleet.kill(signal));
fleet.once('exit', (code) => process.exit(code ?? 1));
