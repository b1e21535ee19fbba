import { readFileSync } from 'node:fs';
import path from 'node:path';

let version: string | undefined;

/** Version of this software, from the package's own package.json, two folders above this one built or not. */
export function softwareVersion(): string {
  version ??= (
    JSON.parse(readFileSync(path.join(__dirname, '../../package.json'), 'utf8')) as { version: string }
  ).version;
  return version;
}
