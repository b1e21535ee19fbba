// Pinned Python packages for the tests, in a virtual environment of the workspace. System packages stay unchanged.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { installPackages, mayInstall } from './debian.ts';
import { ROOT } from './workspace.ts';

const PYTHON_FOLDER = path.join(ROOT, 'tmp/python');

/** PyAV includes an FFmpeg whose muxer publishes by WHIP. */
const PYTHON_PACKAGES = ['av==18.1.0'];

const succeeds = (command: string, args: readonly string[]) =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** Installs the missing packages. @returns Whether all are installed; suites skip the tests that need them otherwise. */
export function ensurePython(packages: readonly string[] = PYTHON_PACKAGES): boolean {
  const python = path.join(PYTHON_FOLDER, 'bin/python');
  const hasPackage = (specification: string) => {
    const [name, version] = specification.split('==');
    const check = `import importlib.metadata as m, sys; sys.exit(m.version("${name}") != "${version}")`;
    return existsSync(python) && succeeds(python, ['-c', check]);
  };
  if (packages.every(hasPackage)) return true;
  console.log(`Installing Python packages for the tests (${packages.join(' ')}) …`);
  const create = () => succeeds('python3', ['-m', 'venv', '--clear', PYTHON_FOLDER]);
  const install = () => mayInstall() && installPackages(['python3-venv'], 'virtual environments');
  if (!create() && !(install() && create())) return false;
  return succeeds(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
}
