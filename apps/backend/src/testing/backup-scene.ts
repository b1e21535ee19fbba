import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { backup } from '../cli/backup';
import { restore, type RestoreOptions } from '../cli/restore';
import type { Environment } from '../config/setting';
import { dataSourceOptions } from '../platform/database/data-source';
import { migrate } from '../platform/database/migrate';
import { createEmptyDatabase, type EmptyDatabase } from './create-empty-database';
import { fillEveryTable } from './fill-every-table';
import { TEST_ENVIRONMENT } from './test-environment';

/** Opens a database. */
export const openDatabase = (url: string): Promise<DataSource> =>
  new DataSource(dataSourceOptions({ url, poolSize: 2, statementTimeoutMs: 8000 })).initialize();

/** A database with rows in every table, an empty one to restore into, a folder, and a key pair of backups. */
export class BackupScene {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'ppf-backup-'));
  recipient!: string;
  source!: EmptyDatabase;
  target!: EmptyDatabase;
  /** The source. */
  database!: DataSource;

  async start(): Promise<void> {
    const identity = await generateX25519Identity();
    writeFileSync(this.at('identity'), `# created: today\n${identity}\n`);
    this.recipient = await identityToRecipient(identity);
    [this.source, this.target] = [await createEmptyDatabase(), await createEmptyDatabase()];
    this.database = await openDatabase(this.source.url);
    await migrate(this.database);
    await fillEveryTable(this.database);
  }

  async stop(): Promise<void> {
    await this.database.destroy();
    await Promise.all([this.source.drop(), this.target.drop()]);
    rmSync(this.folder, { recursive: true });
  }

  /** A file of the folder. */
  readonly at = (name: string): string => path.join(this.folder, name);

  /** Settings of a backup of the source. */
  readonly sealed = (): Environment => ({
    ...TEST_ENVIRONMENT,
    DATABASE_URL: this.source.url,
    BACKUP_RECIPIENT: this.recipient,
  });

  /** Backs the source up. */
  readonly write = (to: string, more: Environment = {}) =>
    backup({ to: this.at(to) }, { ...this.sealed(), ...more });

  /** Restores into the target. */
  readonly read = (from: string, options: Partial<RestoreOptions> = {}, more: Environment = {}) =>
    restore(
      { from: this.at(from), identity: this.at('identity'), ...options },
      { ...TEST_ENVIRONMENT, DATABASE_URL: this.target.url, ...more },
    );

  readonly inTarget = async <T>(ask: (it: DataSource) => Promise<T>): Promise<T> => {
    const opened = await openDatabase(this.target.url);
    return ask(opened).finally(() => opened.destroy());
  };
}

/** Parses settings as systemd and Compose do, where everything is in single quotes. */
export function parseSettingsFile(file: string): Record<string, string> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line));
  return Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf('=')),
      line.slice(line.indexOf('=') + 1).replace(/^'|'$/g, ''),
    ]),
  );
}
