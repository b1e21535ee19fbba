import type { BackupKeepsakes } from '../platform/backup/backup-format';
import { BackupRefused } from '../platform/backup/backup-format';
import { KEPT_SECRET_NAMES } from './keep-secrets';

/** Bytes of one secret at most: a key as PEM has a few hundred. */
const MOST_SECRET_BYTES = 16 * 1024;
/** A plain name without a folder. No dot first: `.env` and `.ssh` mean something to those who find them. */
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;
/** What programs read as data or configuration, and neither a shell nor a service manager as instructions. */
const FILE_KINDS = /\.(?:ya?ml|json|toml|conf|cfg|txt|pem|crt|cer|key)$/;

/** Whether a backup may keep a file of this name, and a restore put it into a folder. */
export function isKeptFileName(name: string): boolean {
  return FILE_NAME.test(name) && FILE_KINDS.test(name) && !name.includes('..');
}

/**
 * Refuses a backup that would put anything else than secrets of ours and plain files. Whoever has the public key of a
 * recipient can make one: its names are nobody's word.
 * @throws BackupRefused
 */
export function checkKeepsakes({ secrets, files }: BackupKeepsakes): void {
  for (const [name, value] of textsOf(secrets)) {
    if (!KEPT_SECRET_NAMES.includes(name))
      throw new BackupRefused(
        `The backup holds ${quoted(name)}, which is no secret setting of this version.`,
      );
    if (Buffer.byteLength(value) > MOST_SECRET_BYTES || hasControlCharacters(value))
      throw new BackupRefused(`The backup’s value of ${name} is none that a setting can have.`);
  }
  for (const [name] of textsOf(files))
    if (!isKeptFileName(name))
      throw new BackupRefused(`The backup holds a file named ${quoted(name)}, which is not put anywhere.`);
}

function textsOf(kept: unknown): [string, string][] {
  const entries = typeof kept === 'object' && kept !== null ? Object.entries(kept) : [];
  if (!entries.every((entry): entry is [string, string] => typeof entry[1] === 'string'))
    throw new BackupRefused('The backup is damaged: what it keeps is no text.');
  return entries;
}

/** Anything but a line break, which keys in PEM have. */
function hasControlCharacters(value: string): boolean {
  return /\p{Cc}/u.test(value.replaceAll('\n', ''));
}

/** For a terminal: nothing in it acts there. */
function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 100).replaceAll(/[^\x20-\x7e]/g, '?'));
}
