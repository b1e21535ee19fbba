import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SealingConfig } from '../config/auth.config';
import { SECRET_NAMES } from '../config/backend-config';
import { BackupConfig } from '../config/backup.config';
import { DatabaseConfig } from '../config/database.config';
import { readEnvironment } from '../config/read-environment';
import { ConfigFaults, readSettings } from '../config/read-settings';
import type { Environment } from '../config/setting';
import { BACKUP_FORMAT, type BackupHeader, type BackupKeepsakes } from '../platform/backup/backup-format';
import { type SealedFor, writeBackupFile } from '../platform/backup/backup-file';
import { dumpDatabase, migrationsOf } from '../platform/backup/dump-database';
import { dataSourceOptions, openDataSource } from '../platform/database/data-source';
import { softwareVersion } from '../system';
import { secretsForBackup } from './backup-secrets';
import { isAllowedFileName } from './validate-backup';

export interface BackupOptions {
  /** File to write. */
  readonly to: string;
  /** Files to include. */
  readonly with?: readonly string[] | undefined;
}

/**
 * Writes the database, the secrets that decrypt its sealed columns, and the files of `--with` to one encrypted file.
 * The backend may run at the same time.
 * @throws ConfigFaults
 */
export async function backup(
  { to, with: files = [] }: BackupOptions,
  settings: Environment = process.env,
): Promise<string> {
  const environment = readEnvironment(process.cwd(), SECRET_NAMES, settings);
  const [database, config] = readSettings(environment, [DatabaseConfig, BackupConfig, SealingConfig]);
  const encryption = encryptionFor(config);
  if (existsSync(to)) throw new ConfigFaults([`${to} exists already. Choose another file, or remove it.`]);
  const keepsakes: BackupKeepsakes = { secrets: secretsForBackup(environment), files: readFiles(files) };
  const dataSource = await openDataSource(dataSourceOptions(database));
  try {
    const header: BackupHeader = {
      format: 'ppf-monitoring-backup',
      format_version: BACKUP_FORMAT,
      version: softwareVersion(),
      made_at: new Date().toISOString(),
      migrations: await migrationsOf(dataSource),
    };
    const count = { tables: 0, rows: 0 };
    const lines = counted([header, keepsakes], dumpDatabase(dataSource), count);
    const bytes = await writeBackupFile(to, lines, encryption);
    return `Wrote ${to}: ${count.tables} tables with ${count.rows} rows and ${Object.keys(keepsakes.secrets).length} secrets, ${bytes} bytes, for ${'recipient' in encryption ? 'the recipient' : 'the passphrase'}.`;
  } finally {
    await dataSource.destroy();
  }
}

function encryptionFor({ passphrase, recipient }: BackupConfig): SealedFor {
  if (passphrase && recipient)
    throw new ConfigFaults(['BACKUP_PASSPHRASE and BACKUP_RECIPIENT are both set. Remove one of them.']);
  if (recipient) return { recipient };
  if (passphrase) return { passphrase };
  throw new ConfigFaults([
    'BACKUP_PASSPHRASE (or BACKUP_PASSPHRASE_FILE) or BACKUP_RECIPIENT is required: a backup contains keys and passwords.',
  ]);
}

function readFiles(files: readonly string[]): Record<string, string> {
  const names = files.map((file) => path.basename(file));
  const refused = names.find((name, at) => !isAllowedFileName(name) || names.indexOf(name) !== at);
  if (refused !== undefined)
    throw new ConfigFaults([
      `--with does not accept ${refused}. File names must be unique, plain, and end with .yml, .yaml, .json, .toml, .conf, .cfg, .txt, .pem, .crt, .cer or .key.`,
    ]);
  try {
    return Object.fromEntries(files.map((file) => [path.basename(file), readFileSync(file, 'utf8')]));
  } catch (error) {
    const { code, path: file } = error as NodeJS.ErrnoException;
    throw new ConfigFaults([`A file of --with cannot be read (${code}): ${file}`]);
  }
}

async function* counted(
  [header, keepsakes]: readonly [BackupHeader, BackupKeepsakes],
  dump: AsyncIterable<string>,
  count: { tables: number; rows: number },
): AsyncGenerator<string> {
  yield JSON.stringify(['header', header]);
  yield JSON.stringify(['keepsakes', keepsakes]);
  for await (const line of dump) {
    if (line.startsWith('["table"')) count.tables += 1;
    else if (line.startsWith('{')) count.rows += 1;
    yield line;
  }
}
