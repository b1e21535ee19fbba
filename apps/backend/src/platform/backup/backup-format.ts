/** Raised when a reader of before could no longer understand what is written. */
export const BACKUP_FORMAT = 1;

/** First line of a backup: what it is, and of what. */
export interface BackupHeader {
  readonly format: 'ppf-monitoring-backup';
  readonly format_version: number;
  /** Of the software that wrote it. */
  readonly version: string;
  readonly made_at: string;
  /** Names of the migrations that its tables have had. */
  readonly migrations: readonly string[];
}

/** What a backup keeps besides the database. */
export interface BackupKeepsakes {
  /** Secret settings by name; what was sealed is lost without them. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Whole files by their name without a folder. */
  readonly files: Readonly<Record<string, string>>;
}

/** A table that follows. */
export interface BackupTable {
  readonly table: string;
  readonly columns: readonly string[];
}

/** What must have been read by the end. */
export interface BackupManifest {
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly sha256: string }[];
  /** The last number that each sequence gave; sequences that gave none are left out. */
  readonly sequences: Readonly<Record<string, string>>;
}

/**
 * A backup in order: header, keepsakes, each table with its rows, manifest. As text a line each, in JSON: rows are objects
 * as PostgreSQL words them, everything else is an array of a word and its value. So `age -d | gunzip` shows it to people.
 */
export type BackupPart =
  | readonly ['header', BackupHeader]
  | readonly ['keepsakes', BackupKeepsakes]
  | readonly ['table', BackupTable]
  | readonly ['rows', readonly string[]]
  | readonly ['manifest', BackupManifest];

/** The file is no backup, is damaged, or cannot be opened with what was given. The message is for people. */
export class BackupRefused extends Error {}
