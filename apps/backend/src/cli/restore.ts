import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
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
import type { Arguments } from './arguments';
import { checkKeepsakes } from './check-keepsakes';
import { missingSecrets, putSecrets, writePrivately } from './keep-secrets';

/**
 * Puts a backup into an empty database, and the secrets and files in it where `--secrets` and `--files` say. All of the
 * backup is read and judged before anything changes.
 * @throws ConfigFaults, BackupRefused
 */
export async function restore(given: Arguments, settings: Environment = process.env): Promise<string> {
  const environment = readEnvironment(process.cwd(), SECRET_NAMES, settings);
  const [database, config] = readSettings(environment, [DatabaseConfig, BackupConfig]);
  if (!given.from) throw new ConfigFaults(['--from names the backup to restore.']);
  const openedBy = opening(given.identity, config);
  const parts = () => partsOfBackup(linesOfBackupFile(given.from ?? '', openedBy));
  const { header, keepsakes, rows } = await judge(parts());
  const secrets = secretsToPut(keepsakes, environment, given);
  const options = dataSourceOptions(database);
  const dataSource = await openDataSource({
    ...options,
    extra: { ...(options as { extra?: object }).extra, application_name: 'ppf-restore' },
  } as typeof options);
  try {
    await loadDatabase(dataSource, parts(), given.replace ?? false, async () => {
      if (given.secrets && Object.keys(secrets).length > 0) putSecrets(given.secrets, secrets);
      if (given.files) putFiles(given.files, keepsakes.files);
    });
  } finally {
    await dataSource.destroy();
  }
  const put = given.secrets && Object.keys(secrets).length > 0;
  return [
    `Restored ${rows} rows of ${header.made_at}, made by version ${header.version}.`,
    ...(put ? [`Put into ${given.secrets}: ${Object.keys(secrets).join(', ')}.`] : []),
    ...(put && secrets['MEDIAMTX_HOOK_SECRET']
      ? ['The hook’s secret is another one now: give it to MediaMTX too (authHTTPAddress).']
      : []),
  ].join('\n');
}

/** Reads all of it. */
async function judge(parts: ReturnType<typeof partsOfBackup>) {
  let header: BackupHeader | undefined;
  let keepsakes: BackupKeepsakes = { secrets: {}, files: {} };
  let rows = 0;
  for await (const [kind, content] of parts) {
    if (kind === 'header') refuseNewer((header = content));
    if (kind === 'keepsakes') checkKeepsakes((keepsakes = content));
    if (kind === 'rows') rows += content.length;
  }
  if (!header) throw new Error('A backup without a header was let through.');
  return { header, keepsakes, rows };
}

function secretsToPut(
  { secrets, files }: BackupKeepsakes,
  environment: Environment,
  { secrets: target, files: folder, replace }: Arguments,
): Record<string, string> {
  const wanted = missingSecrets(secrets, environment);
  const names = Object.keys(wanted);
  const inFiles = folder !== undefined && Object.keys(files).length > 0;
  if (names.length > 0 && !target && !inFiles)
    throw new ConfigFaults([
      `--secrets names the file of settings (or a folder of secrets) that gets the backup's ${names.join(', ')}: this installation has others or none, and could not open what is stored.`,
    ]);
  const others = names.filter((name) => environment[name]);
  if (others.length > 0 && target && !replace)
    throw new ConfigFaults([
      `${others.join(', ')} would get the backup's values: --replace allows it, and keeps the old file.`,
    ]);
  if (target && folder && Object.keys(files).some((name) => isSamePlace(path.join(folder, name), target)))
    throw new ConfigFaults(['A file of the backup would replace the one that --secrets names.']);
  const there = Object.keys(files).filter((name) => folder && existsSync(path.join(folder, name)));
  if (there.length > 0 && !replace)
    throw new ConfigFaults([`${there.join(', ')} in --files would be replaced: --replace allows it.`]);
  return wanted;
}

function isSamePlace(one: string, other: string): boolean {
  return path.resolve(one) === path.resolve(other);
}

function putFiles(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writePrivately(path.join(folder, name), text);
}

function opening(identityFile: string | undefined, { passphrase }: BackupConfig): OpenedBy {
  if (identityFile) {
    let text: string;
    try {
      text = readFileSync(identityFile, 'utf8');
    } catch (error) {
      throw new ConfigFaults([`--identity cannot be read (${(error as NodeJS.ErrnoException).code}).`]);
    }
    const identity = /^AGE-SECRET-KEY-1\S+$/m.exec(text)?.[0];
    if (identity) return { identity };
    throw new ConfigFaults(['--identity holds no line that begins with AGE-SECRET-KEY-1.']);
  }
  if (passphrase) return { passphrase };
  throw new ConfigFaults([
    'BACKUP_PASSPHRASE (or BACKUP_PASSPHRASE_FILE), or --identity with a file of age-keygen, is needed to open it.',
  ]);
}
