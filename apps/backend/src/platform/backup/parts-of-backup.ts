import { createHash, type Hash } from 'node:crypto';
import {
  BACKUP_FORMAT,
  type BackupHeader,
  type BackupManifest,
  type BackupPart,
  BackupRefused,
} from './backup-format';

/** Rows of one batch. */
const BATCH_ROWS = 500;
const DAMAGED = new BackupRefused('The backup is damaged: what is in it does not agree with its own sums.');

/** Characters of versions, instants and names of migrations. */
const PLAIN_WORD = /^[\w.:+-]{0,100}$/;

/**
 * Parses the lines of a backup and verifies their order, their form and the counts of the manifest. The manifest
 * comes last: only with it is the backup valid.
 * @throws BackupRefused
 */
export async function* partsOfBackup(lines: AsyncIterable<string>): AsyncGenerator<BackupPart> {
  const sums = new Sums();
  let rows: string[] = [];
  let expected: readonly string[] = ['header'];
  for await (const line of lines) {
    if (line.startsWith('{') && sums.inTable) {
      sums.add(line);
      rows.push(line);
      if (rows.length >= BATCH_ROWS) yield ['rows', rows.splice(0)];
      continue;
    }
    if (rows.length > 0) yield ['rows', rows];
    rows = [];
    const part = parsePart(line, expected);
    if (part[0] === 'header') checkHeader(part[1]);
    if (part[0] === 'table') sums.begin(part[1].table);
    if (part[0] === 'manifest') sums.check(part[1]);
    expected = FOLLOWS[part[0]];
    yield part;
  }
  if (expected.length > 0) throw new BackupRefused('The backup is cut off: it has no end.');
}

const FOLLOWS: Readonly<Record<BackupPart[0], readonly string[]>> = {
  header: ['keepsakes'],
  keepsakes: ['table', 'manifest'],
  table: ['table', 'manifest'],
  rows: [],
  manifest: [],
};

function parsePart(line: string, expected: readonly string[]): BackupPart {
  try {
    const part = JSON.parse(line) as BackupPart;
    if (Array.isArray(part) && part.length === 2 && expected.includes(part[0]) && isRecord(part[1]))
      return part;
  } catch {
    // Reported below.
  }
  throw expected.includes('header')
    ? new BackupRefused('The file is not a backup of this software.')
    : DAMAGED;
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkHeader(header: BackupHeader): void {
  if (header.format !== 'ppf-monitoring-backup')
    throw new BackupRefused('The file is not a backup of this software.');
  // Parts of it are shown to users, and its migrations are executed.
  const { version = 'unknown', made_at: madeAt = '', migrations = [] } = header;
  const isPlain = [version, madeAt, ...[migrations].flat()].every((word) => PLAIN_WORD.test(String(word)));
  if (!Number.isInteger(header.format_version) || !isPlain) throw DAMAGED;
  if (header.format_version > BACKUP_FORMAT)
    throw new BackupRefused(
      `The backup was created by version ${header.version}, which is newer than this one: install that version, then restore.`,
    );
  if (!Array.isArray(header.migrations)) throw DAMAGED;
}

/** Counts and checksums of the rows of each table. */
class Sums {
  private readonly done: BackupManifest['tables'][number][] = [];
  private current: { readonly table: string; readonly sum: Hash; rows: number } | undefined;

  get inTable(): boolean {
    return this.current !== undefined;
  }

  begin(table: string): void {
    this.close();
    this.current = { table, sum: createHash('sha256'), rows: 0 };
  }

  add(line: string): void {
    if (!this.current) throw DAMAGED;
    this.current.sum.update(line).update('\n');
    this.current.rows += 1;
  }

  check(manifest: BackupManifest): void {
    this.close();
    if (JSON.stringify(this.done) !== JSON.stringify(manifest.tables)) throw DAMAGED;
    if (!isRecord(manifest.sequences)) throw DAMAGED;
  }

  private close(): void {
    if (!this.current) return;
    const { table, rows, sum } = this.current;
    this.done.push({ table, rows, sha256: sum.digest('hex') });
    this.current = undefined;
  }
}
