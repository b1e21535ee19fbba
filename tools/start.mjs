// `npm start`: builds what changed, then runs everything on one machine (apps/standalone) in this very process, so that
// Ctrl-C and SIGTERM reach it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NEEDED = 24;
/** What runs; nx builds what these need before them. */
const PROJECTS = 'standalone,backend,frontend';
const SHOWN_OF_A_FAILED_BUILD = 12_000;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bin = path.join(root, 'node_modules/.bin');

/** Runs this file again by the Node 24 that npm installed for this platform, where an older one was called. */
function runByNewerNode() {
  const newer = path.join(bin, 'node');
  if (process.env.PPF_NODE_TRIED || !existsSync(newer)) {
    const have = process.versions.node;
    console.error(
      `Node ${NEEDED} is needed and this is ${have}: install it, since npm has none for this platform.`,
    );
    process.exit(1);
  }
  const env = { ...process.env, PPF_NODE_TRIED: '1' };
  const child = spawn(newer, process.argv.slice(1), { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 1));
}

/** Builds with nx, quietly: what it says is shown only when it fails. Ends the process then. */
async function build() {
  process.stderr.write('Building what changed (about a minute the first time) …\n');
  const nx = path.join(bin, 'nx');
  const args = ['run-many', '-t', 'build', '-p', PROJECTS, '--outputStyle=static', '--parallel=2'];
  const env = { ...process.env, NX_DAEMON: 'false', PATH: `${bin}${path.delimiter}${process.env.PATH}` };
  const child = spawn(nx, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  let signalled = false;
  const stop = (signal) => {
    signalled = true;
    child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
  const code = await new Promise((resolve) => child.once('close', resolve));
  for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stop);
  if (signalled) process.exit(130);
  if (code !== 0) {
    process.stderr.write(`${output.slice(-SHOWN_OF_A_FAILED_BUILD)}\nThe build failed.\n`);
    process.exit(1);
  }
}

/** A column of ps for one process; empty when it is gone. */
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
 * npm runs us in a shell that hands no signal on. With that shell or npm itself gone, somebody has ended `npm start`:
 * without this everything would run on, and the next start find its ports and its data in use.
 */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const inShell = /sh$/.test(commandOf(parent));
  const npm = inShell ? parentOf(parent) : undefined;
  const gone = () => {
    try {
      return process.ppid !== parent || (inShell && parentOf(parent) !== npm);
    } catch {
      return true;
    }
  };
  const watch = setInterval(
    () => {
      if (!gone()) return;
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
if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  runByNewerNode();
} else {
  await build();
  await import(pathToFileURL(path.join(root, 'apps/standalone/dist/main.js')).href);
}
