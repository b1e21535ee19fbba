// `npm start`: builds what changed, then runs everything on one machine (apps/standalone) in this process, so that Ctrl-C
// and SIGTERM reach it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isBuilt, storeBuild } from './build-state.mjs';
import { isNode24 } from './packaged-node.mjs';

/** Projects that run. Nx builds their dependencies first. */
const PROJECTS = 'standalone,backend,frontend';
/** Characters of the output of a failed build that are printed. */
const MAX_BUILD_OUTPUT = 12_000;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bin = path.join(root, 'node_modules/.bin');

/** Builds with Nx. Prints the output and exits when the build fails. */
async function build() {
  process.stderr.write('Building what changed (about a minute the first time) …\n');
  const nx = path.join(bin, 'nx');
  const args = ['run-many', '-t', 'build', '-p', PROJECTS, '--outputStyle=static', '--parallel=2'];
  const env = { ...process.env, NX_DAEMON: 'false', PATH: `${bin}${path.delimiter}${process.env.PATH}` };
  const child = spawn(nx, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  let isStopped = false;
  const stop = (signal) => {
    isStopped = true;
    child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
  const code = await new Promise((resolve) => child.once('close', resolve));
  for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stop);
  if (isStopped) process.exit(130);
  if (code !== 0) {
    process.stderr.write(`${output.slice(-MAX_BUILD_OUTPUT)}\nThe build failed.\n`);
    process.exit(1);
  }
}

/** Returns a column of ps for one process; empty when it has ended. */
const ps = (column, pid) =>
  spawnSync('ps', ['-o', `${column}=`, '-p', pid], { encoding: 'utf8' }).stdout?.trim() ?? '';
const onLinux = process.platform === 'linux';
const parentOf = (pid) =>
  onLinux
    ? readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/.*\) \S+ /s, '')
        .split(' ')[0]
    : ps('ppid', pid);
const commandOf = (pid) => (onLinux ? readFileSync(`/proc/${pid}/comm`, 'utf8').trim() : ps('comm', pid));

/**
 * Ends this process when npm or its shell has ended. npm runs scripts in a shell that forwards no signals; without this,
 * everything would continue to run and the next start would find its ports and data in use.
 */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const inShell = /sh$/.test(commandOf(parent));
  const npm = inShell ? parentOf(parent) : undefined;
  const hasEnded = () => {
    try {
      return process.ppid !== parent || (inShell && parentOf(parent) !== npm);
    } catch {
      return true;
    }
  };
  const watch = setInterval(
    () => {
      if (!hasEnded()) return;
      clearInterval(watch);
      process.kill(process.pid, 'SIGTERM');
    },
    onLinux ? 250 : 2_000,
  ).unref();
}

endWithNpm();
if (!existsSync(path.join(bin, 'nx'))) {
  console.error('The dependencies are not installed: run npm ci first.');
  process.exit(1);
}
if (isNode24()) {
  if (!isBuilt(root)) await storeBuild(root, build);
  await import(pathToFileURL(path.join(root, 'apps/standalone/dist/main.js')).href);
}
