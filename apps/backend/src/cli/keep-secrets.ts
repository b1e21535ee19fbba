import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SECRET_NAMES } from '../config/backend-config';
import { ConfigFaults } from '../config/read-settings';
import type { Environment } from '../config/setting';

/** Belong to the machine or to one occasion, and not to what was stored. */
const NOT_KEPT = ['DATABASE_URL', 'ADMIN_PASSWORD', 'BACKUP_PASSPHRASE'];

/** Names of the secret settings that a backup keeps, and a restore puts back: no others. */
export const KEPT_SECRET_NAMES: readonly string[] = SECRET_NAMES.filter((name) => !NOT_KEPT.includes(name));

/** The secret settings that a backup keeps. */
export function secretsToKeep(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    KEPT_SECRET_NAMES.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])) as [
      string,
      string,
    ][],
  );
}

/** Those of `secrets` that this installation has not. */
export function missingSecrets(
  secrets: Readonly<Record<string, string>>,
  environment: Environment,
): Record<string, string> {
  return Object.fromEntries(Object.entries(secrets).filter(([name, value]) => environment[name] !== value));
}

/**
 * Puts secrets where settings are: into a file of environment variables, whose other lines stay as they are, or into a
 * folder, a file each, where `target` is one. Mode 600. What a file held before is kept beside it.
 * @throws ConfigFaults for a value that such a file cannot hold
 */
export function putSecrets(target: string, secrets: Readonly<Record<string, string>>): void {
  if (existsSync(target) && statSync(target).isDirectory()) {
    for (const [name, value] of Object.entries(secrets)) writePrivately(path.join(target, name), value);
    return;
  }
  const lines = existsSync(target) ? readFileSync(target, 'utf8').replace(/\n$/, '').split('\n') : [];
  const others = lines.filter((line) => !Object.keys(secrets).some((name) => isLineOf(line, name)));
  const made = Object.entries(secrets).map(([name, value]) => `${name}='${oneLine(name, value)}'`);
  writePrivately(target, `${[...others, ...made].join('\n')}\n`);
}

/** Replaces a file by one of mode 600 that is never seen half-written, keeping the old one. */
export function writePrivately(file: string, text: string): void {
  // Made anew: what lies there, or where a link of that name leads, is not written to.
  rmSync(`${file}.part`, { force: true });
  writeFileSync(`${file}.part`, text, { mode: 0o600, flag: 'wx' });
  if (existsSync(file)) renameSync(file, `${file}.before-restore`);
  renameSync(`${file}.part`, file);
}

function isLineOf(line: string, name: string): boolean {
  return new RegExp(`^\\s*(export\\s+)?${name}(_FILE)?\\s*=`).test(line);
}

// Single quotes mean the same to systemd, Compose and .env files: everything as it is. Keys in PEM have line breaks,
// which settings take as \n. A backslash at the end would take the closing mark for a character.
function oneLine(name: string, value: string): string {
  if (value.includes("'"))
    throw new ConfigFaults([`${name} has a quotation mark: give --secrets a folder, for a file each.`]);
  if (value.endsWith('\\'))
    throw new ConfigFaults([`${name} ends with a backslash: give --secrets a folder, for a file each.`]);
  return value.replaceAll('\n', '\\n');
}
