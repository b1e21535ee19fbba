// `npm run fleet`: runs two backends and two MediaMTX behind a real nginx on this machine, on free loopback ports, in a
// folder that is removed at the end. With `-- --edges` it runs one MediaMTX and two edges of it. PORT sets the port of
// nginx, MEDIAMTX_BIN the MediaMTX; without one the simulator runs.
import { spawn } from 'node:child_process';
import { installPackages, isInstalled, mayInstall } from './debian.ts';
import { buildQuietly, commandEnvironment, ROOT } from './workspace.ts';

const missing = ['nginx', 'openssl'].filter((program) => !isInstalled(program));
if (missing.length > 0 && mayInstall()) installPackages(missing, 'the proxy of the fleet');
if (!buildQuietly('backend,frontend,standalone,system-e2e')) process.exit(1);
const fleet = spawn('node', ['apps/system-e2e/dist/deployment/fleet/main.js', ...process.argv.slice(2)], {
  cwd: ROOT,
  env: commandEnvironment(),
  stdio: 'inherit',
});
// The terminal sends Ctrl-C to the fleet too; this process waits for its end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => fleet.kill(signal));
fleet.once('exit', (code) => process.exit(code ?? 1));
