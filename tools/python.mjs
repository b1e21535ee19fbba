// Python packages for the tests, pinned, in a virtual environment of the workspace: no package of the system is changed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, mayInstall } from './debian.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Where the environment is; git ignores it. */
export const PYTHON_FOLDER = path.join(root, 'tmp/python');

/** PyAV brings an FFmpeg whose muxer publishes by WHIP. */
export const PYTHON_PACKAGES = ['av==18.1.0'];

/**
 * Installs the packages where they are missing. Never throws: a suite that finds none of them skips its tests and says
 * so.
 */
export function ensurePython(packages = PYTHON_PACKAGES) {
  const python = path.join(PYTHON_FOLDER, 'bin/python');
  const run = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
  const isThere = packages.every((each) => {
    const [name, version] = each.split('==');
    const check = `import importlib.metadata as m, sys; sys.exit(m.version("${name}") != "${version}")`;
    return existsSync(python) && run(python, ['-c', check]);
  });
  if (isThere) return true;
  console.log(`Installing Python packages for the tests (${packages.join(' ')}) …`);
  const create = () => run('python3', ['-m', 'venv', '--clear', PYTHON_FOLDER]);
  if (!create() && !(mayInstall() && install(['python3-venv'], 'virtual environments') && create()))
    return false;
  return run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
}
