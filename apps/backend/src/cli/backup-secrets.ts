import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SECRET_NAMES } from '../config/backend-config';
import { ConfigFaults } from '../config/read-settings';
import type { Environment } from '../config/setting';

/** Secrets of the machine or of a single use. Stored data does not depend on them. */
const EXCLUDED = ['DATABASE_URL', 'ADMIN_PASSWORD', 'BACKUP_PASSPHRASE'];

/** Names of the secret settings that a backup contains and a restore writes. */
export const BACKUP_SECRET_NAMES: readonly string[] = SECRET_NAMES.filter((name) => !EXCLUDED.includes(name));

/** Returns the secret settings that a backup contains. */
export function secretsForBackup(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    BACKUP_SECRET_NAMES.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])) as [
      string,
      string,
    ][],
  );
}

/** Returns the entries of `secrets` that this installation does not have. */
export function missingSecrets(
  secrets: Readonly<Record<string, string>>,
  environment: Environment,
): Record<string, string> {
  return Object.fromEntries(Object.entries(secrets).filter(([name, value]) => environment[name] !== value));
}

/**
 * Writes secrets with mode 600: to a file of environment variables, whose other lines stay unchanged, or to one file per
 * secret if `target` is a folder. The previous version of each file is kept beside it.
 * @throws ConfigFaults for a value that an environment file cannot contain.
 */
export function writeSecrets(target: string, secrets: Readonly<Record<string, string>>): void {
  if (existsSync(target) && statSync(target).isDirectory()) {
    for (const [name, value] of Object.entries(secrets)) writePrivately(path.join(target, name), value);
    return;
  }
  const lines = existsSync(target) ? readFileSync(target, 'utf8').replace(/\n$/, '').split('\n') : [];
  const others = lines.filter((line) => !Object.keys(secrets).some((name) => assigns(line, name)));
  const added = Object.entries(secrets).map(([name, value]) => `${name}='${toSingleLine(name, value)}'`);
  writePrivately(target, `${[...others, ...added].join('\n')}\n`);
}

/** Replaces a file atomically by one with mode 600. Keeps the old file as `<file>.before-restore`. */
export function writePrivately(file: string, text: string): void {
  // A new file: an existing file, or the target of a symbolic link, must not receive the secret.
  rmSync(`${file}.part`, { force: true });
  writeFileSync(`${file}.part`, text, { mode: 0o600, flag: 'wx' });
  if (existsSync(file)) renameSync(file, `${file}.before-restore`);
  renameSync(`${file}.part`, file);
}

function assigns(line: string, name: string): boolean {
  return new RegExp(`^\\s*(export\\s+)?${name}(_FILE)?\\s*=`).test(line);
}

// systemd, Compose and .env files all read single-quoted text literally. PEM keys have line breaks, which settings
// accept as \n. A backslash at the end would escape the closing quotation mark.
function toSingleLine(name: string, value: string): string {
  if (value.includes("'"))
    throw new ConfigFaults([
      `${name} contains a quotation mark. Set --secrets to a folder, which receives one file per secret.`,
    ]);
  if (value.endsWith('\\'))
    throw new ConfigFaults([
      `${name} ends with a backslash. Set --secrets to a folder, which receives one file per secret.`,
    ]);
  return value.replaceAll('\n', '\\n');
}
