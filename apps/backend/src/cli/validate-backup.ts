import type { BackupKeepsakes } from '../platform/backup/backup-format';
import { BackupRefused } from '../platform/backup/backup-format';
import { BACKUP_SECRET_NAMES } from './backup-secrets';

/** Maximum size of one secret. A PEM key has a few hundred bytes. */
const MAX_SECRET_BYTES = 16 * 1024;
/** File name without a folder and without a leading dot: programs interpret `.env` and `.ssh`. */
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;
/** Data and configuration files, which no shell and no service manager executes. */
const FILE_EXTENSIONS = /\.(?:ya?ml|json|toml|conf|cfg|txt|pem|crt|cer|key)$/;

/** Returns whether a backup may contain a file with this name. */
export function isAllowedFileName(name: string): boolean {
  return FILE_NAME.test(name) && FILE_EXTENSIONS.test(name) && !name.includes('..');
}

/**
 * Validates the secrets and files of a backup. Anyone with the public key of the recipient can create a backup, so its
 * names are not trusted: only known secret settings and data files are accepted.
 * @throws BackupRefused
 */
export function validateKeepsakes({ secrets, files }: BackupKeepsakes): void {
  for (const [name, value] of textEntries(secrets)) {
    if (!BACKUP_SECRET_NAMES.includes(name))
      throw new BackupRefused(
        `The backup contains ${quoted(name)}, which is not a secret setting of this version.`,
      );
    if (Buffer.byteLength(value) > MAX_SECRET_BYTES || hasControlCharacters(value))
      throw new BackupRefused(`The backup’s value of ${name} is not a valid value of a setting.`);
  }
  for (const [name] of textEntries(files))
    if (!isAllowedFileName(name))
      throw new BackupRefused(`The backup contains a file named ${quoted(name)}, which is not allowed.`);
}

function textEntries(value: unknown): [string, string][] {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (!entries.every((entry): entry is [string, string] => typeof entry[1] === 'string'))
    throw new BackupRefused('The backup is damaged: a secret or file is not text.');
  return entries;
}

/** Returns whether the value has a control character other than a line break, which PEM keys have. */
function hasControlCharacters(value: string): boolean {
  return /\p{Cc}/u.test(value.replaceAll('\n', ''));
}

/** Quotes a name without control characters, so that a terminal executes nothing. */
function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 100).replaceAll(/[^\x20-\x7e]/g, '?'));
}
