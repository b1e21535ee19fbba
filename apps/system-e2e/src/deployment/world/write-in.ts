import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Installation } from '../../chaos/world/installation';

/** Writes a file for a program of the installation. It is deleted with the installation. */
export function writeIn(installation: Installation, name: string, text: string): string {
  const file = path.join(installation.folder, name);
  writeFileSync(file, text);
  return file;
}
