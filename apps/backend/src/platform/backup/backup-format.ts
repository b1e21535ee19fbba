/** Version of the format. Increased when earlier readers could not parse what is written. */
export const BACKUP_FORMAT = 1;

/** First line of a backup: its format and origin. */
export interface BackupHeader {
  readonly format: 'ppf-monitoring-backup';
  readonly format_version: number;
  /** Version of the software that wrote it. */
  readonly version: string;
  readonly made_at: string;
  /** Names of the migrations that its schema has. */
  readonly migrations: readonly string[];
}

/** What a backup contains besides the database. */
export interface BackupKeepsakes {
  /** Secret settings by name; sealed values cannot be opened without them. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Complete files by their name without a folder. */
  readonly files: Readonly<Record<string, string>>;
}

/** A table that follows. */
export interface BackupTable {
  readonly table: string;
  readonly columns: readonly string[];
}

/** What a complete backup has, to verify it. */
export interface BackupManifest {
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly sha256: string }[];
  /** The last value of each sequence; unused sequences are left out. */
  readonly sequences: Readonly<Record<string, string>>;
}

/**
 * A backup in order: header, keepsakes, each table with its rows, manifest. One line of JSON each: rows are objects
 * as PostgreSQL formats them, everything else is an array of a kind and its value. `age -d | gunzip` shows it as text.
 */
export type BackupPart =
  | readonly ['header', BackupHeader]
  | readonly ['keepsakes', BackupKeepsakes]
  | readonly ['table', BackupTable]
  | readonly ['rows', readonly string[]]
  | readonly ['manifest', BackupManifest];

/** The file is not a backup, is damaged, or cannot be decrypted with the given secret. The message is for users. */
export class BackupRefused extends Error {}
