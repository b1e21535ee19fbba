import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { workspaceRoot } from '../world/workspace-root';

/** Links to a workspace that is built. */
const LINKED = ['node_modules', 'tools', 'apps', 'libs', 'dist', 'infra'];

/**
 * A folder in which `npm run …` does what it does in a checkout, and leaves its files in the folder itself.
 * @param folder New. @returns it
 */
export function makeCheckout(folder: string): string {
  mkdirSync(folder, { recursive: true });
  copyFileSync(path.join(workspaceRoot, 'package.json'), path.join(folder, 'package.json'));
  for (const name of LINKED) symlinkSync(path.join(workspaceRoot, name), path.join(folder, name));
  return folder;
}
