import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { endEverySignIn } from '../auth';
import { SECRET_NAMES } from '../config/backend-config';
import { BackupConfig } from '../config/backup.config';
import { DatabaseConfig } from '../config/database.config';
import { readEnvironment } from '../config/read-environment';
import { ConfigFaults, readSettings } from '../config/read-settings';
import type { Environment } from '../config/setting';
import type { BackupHeader, BackupKeepsakes } from '../platform/backup/backup-format';
import { linesOfBackupFile, type OpenedBy } from '../platform/backup/backup-file';
import { loadDatabase, refuseNewer } from '../platform/backup/load-database';
import { partsOfBackup } from '../platform/backup/parts-of-backup';
import { dataSourceOptions, openDataSource } from '../platform/database/data-source';
import { missingSecrets, writeSecrets, writePrivately } from './backup-secrets';
import { validateKeepsakes } from './validate-backup';

export interface RestoreOptions {
  /** Backup to restore. */
  readonly from: string;
  /** File of an age identity that decrypts the backup. */
  readonly identity?: string | undefined;
  /** Settings file, or folder with one file per secret, that receives the secrets. */
  readonly secrets?: string | undefined;
  /** Folder that receives the included files. */
  readonly files?: string | undefined;
  readonly replace?: boolean | undefined;
}

/**
 * Restores a backup into an empty database. Writes its secrets to `--secrets` and its files to `--files`. Reads and
 * validates the whole backup before it changes anything.
 * @throws ConfigFaults, BackupRefused
 */
export async function restore(options: RestoreOptions, settings: Environment = process.env): Promise<string> {
  const environment = readEnvironment(process.cwd(), SECRET_NAMES, settings);
  const [database, config] = readSettings(environment, [DatabaseConfig, BackupConfig]);
  const decryption = decryptionFor(options.identity, config);
  const parts = () => partsOfBackup(linesOfBackupFile(options.from, decryption));
  const { header, keepsakes, rows } = await validateBackup(parts());
  const secrets = secretsToWrite(keepsakes, environment, options);
  const connection = dataSourceOptions(database);
  const dataSource = await openDataSource({
    ...connection,
    extra: { ...(connection as { extra?: object }).extra, application_name: 'ppf-restore' },
  } as typeof connection);
  try {
    await loadDatabase(dataSource, parts(), options.replace ?? false, async (runner) => {
      await endEverySignIn(runner);
      if (options.secrets && Object.keys(secrets).length > 0) writeSecrets(options.secrets, secrets);
      if (options.files) writeFiles(options.files, keepsakes.files);
    });
  } finally {
    await dataSource.destroy();
  }
  const hasWrittenSecrets = options.secrets && Object.keys(secrets).length > 0;
  return [
    `Restored ${rows} rows of ${header.made_at}, created by version ${header.version}.`,
    'All earlier sign-ins have ended: every user signs in again.',
    ...(hasWrittenSecrets ? [`Written to ${options.secrets}: ${Object.keys(secrets).join(', ')}.`] : []),
    ...(hasWrittenSecrets && secrets['MEDIAMTX_HOOK_SECRET']
      ? ['The secret of the auth hook has changed. Set it in MediaMTX too (authHTTPAddress).']
      : []),
  ].join('\n');
}

/** Reads and validates the whole backup. */
async function validateBackup(parts: ReturnType<typeof partsOfBackup>) {
  let header: BackupHeader | undefined;
  let keepsakes: BackupKeepsakes = { secrets: {}, files: {} };
  let rows = 0;
  for await (const [kind, content] of parts) {
    if (kind === 'header') refuseNewer((header = content));
    if (kind === 'keepsakes') validateKeepsakes((keepsakes = content));
    if (kind === 'rows') rows += content.length;
  }
  if (!header) throw new Error('The backup has no header.');
  return { header, keepsakes, rows };
}

function secretsToWrite(
  { secrets, files }: BackupKeepsakes,
  environment: Environment,
  { secrets: target, files: folder, replace }: RestoreOptions,
): Record<string, string> {
  const missing = missingSecrets(secrets, environment);
  const names = Object.keys(missing);
  const inFiles = folder !== undefined && Object.keys(files).length > 0;
  if (names.length > 0 && !target && !inFiles)
    throw new ConfigFaults([
      `Set --secrets to the settings file (or secrets folder) that receives ${names.join(', ')} of the backup. This installation has other values or none, and could not decrypt the restored data.`,
    ]);
  const others = names.filter((name) => environment[name]);
  if (others.length > 0 && target && !replace)
    throw new ConfigFaults([
      `${others.join(', ')} would be replaced by the values of the backup. Add --replace to allow it; the old file is kept.`,
    ]);
  if (target && folder && Object.keys(files).some((name) => isSameFile(path.join(folder, name), target)))
    throw new ConfigFaults(['A file of the backup would replace the file of --secrets.']);
  const existing = Object.keys(files).filter((name) => folder && existsSync(path.join(folder, name)));
  if (existing.length > 0 && !replace)
    throw new ConfigFaults([
      `${existing.join(', ')} in --files would be replaced. Add --replace to allow it.`,
    ]);
  return missing;
}

function isSameFile(one: string, other: string): boolean {
  return path.resolve(one) === path.resolve(other);
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writePrivately(path.join(folder, name), text);
}

function decryptionFor(identityFile: string | undefined, { passphrase }: BackupConfig): OpenedBy {
  if (identityFile) {
    let text: string;
    try {
      text = readFileSync(identityFile, 'utf8');
    } catch (error) {
      throw new ConfigFaults([
        `The file of --identity cannot be read (${(error as NodeJS.ErrnoException).code}).`,
      ]);
    }
    const identity = /^AGE-SECRET-KEY-1\S+$/m.exec(text)?.[0];
    if (identity) return { identity };
    throw new ConfigFaults(['The file of --identity has no line that begins with AGE-SECRET-KEY-1.']);
  }
  if (passphrase) return { passphrase };
  throw new ConfigFaults([
    'Set BACKUP_PASSPHRASE (or BACKUP_PASSPHRASE_FILE), or --identity to a file of age-keygen, to decrypt the backup.',
  ]);
}
