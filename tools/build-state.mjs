// Whether sources and build outputs are as they were after the last build. Nx takes seconds to find that out.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Folders and files that a build of `npm start` reads or writes. Missing ones are left out. */
const INPUTS = [
  ...['apps/backend', 'apps/frontend', 'apps/media-agent', 'apps/standalone', 'libs', 'tools', 'dist/apps'],
  ...['nx.json', 'package.json', 'package-lock.json', 'tsconfig.base.json'],
];
const FILE = 'node_modules/.cache/ppf-monitoring/build-state';

/** Lists all files below a path, without packages. */
function* filesBelow(entry) {
  const stats = statSync(entry, { throwIfNoEntry: false });
  if (!stats) return;
  if (!stats.isDirectory()) yield [entry, stats];
  else
    for (const name of readdirSync(entry).sort())
      if (name !== 'node_modules') yield* filesBelow(path.join(entry, name));
}

/** Returns a hash over path, size and modification time of all files, of the outputs or of all others. */
function hashOf(root, isOutput) {
  const hash = createHash('sha256');
  for (const input of INPUTS)
    for (const [file, { size, mtimeMs }] of filesBelow(path.join(root, input))) {
      const relative = path.relative(root, file);
      if (/(^|\/)dist\//.test(relative.replaceAll('\\', '/')) === isOutput)
        hash.update(`${relative} ${size} ${mtimeMs}\n`);
    }
  return hash.digest('hex');
}

/** Whether nothing has changed since `storeBuild`. */
export function isBuilt(root) {
  try {
    const stored = readFileSync(path.join(root, FILE), 'utf8');
    return stored === `${hashOf(root, false)} ${hashOf(root, true)}`;
  } catch {
    return false;
  }
}

/**
 * Runs a build and stores the state after it, unless sources changed meanwhile.
 * @param build Resolves when the build has succeeded.
 */
export async function storeBuild(root, build) {
  const file = path.join(root, FILE);
  rmSync(file, { force: true });
  const before = hashOf(root, false);
  await build();
  if (hashOf(root, false) !== before) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${before} ${hashOf(root, true)}`);
}
