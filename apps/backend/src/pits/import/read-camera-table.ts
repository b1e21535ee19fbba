import type { CameraImportError } from '@ppf/contracts';
import { CsvError, parse } from 'csv-parse/sync';

/** A row of a table of cameras, as text by column. Empty cells are not in it. */
export interface TableRow {
  /** Line of the file where it ends, from 1. */
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** A table that was read, or what is wrong with it as a whole. */
export type CameraTable =
  | { readonly kind: 'rows'; readonly rows: readonly TableRow[] }
  | { readonly kind: 'unreadable'; readonly errors: readonly CameraImportError[] };

/** Columns that a table may have, `number` at least. */
export const TABLE_COLUMNS = [
  ...['number', 'name', 'kind', 'url', 'feed', 'tls', 'tls_fingerprint', 'host', 'port', 'path', 'sub_path'],
  ...['user', 'password', 'transport', 'on_demand', 'transcode', 'sub', 'allow_list'],
] as const;

/** Rows at most: what one transaction makes while a person waits. */
export const MOST_ROWS = 500;
const DELIMITERS = [',', ';', '\t'];

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Reads a table of cameras. Pure. Nothing of its cells is in an error: passwords stand in them. */
export function readCameraTable(csv: string): CameraTable {
  const parsed = parseRecords(csv);
  if (parsed === null)
    return unreadable(null, 'is no CSV: a quote is not closed, or stands inside of a cell');
  const [header, ...records] = parsed;
  if (!header) return unreadable(null, 'is empty: its first line names the columns');
  const columns = header.record.map((column) => column.trim().toLowerCase());
  const errors = faultsOfColumns(columns);
  if (records.length === 0) errors.push({ column: null, message: 'has no row below its first line' });
  if (records.length > MOST_ROWS) errors.push({ column: null, message: `has more than ${MOST_ROWS} rows` });
  if (errors.length > 0) return { kind: 'unreadable', errors };
  const rows = records.map(({ record, info }) => ({ line: info.lines, cells: cellsOf(columns, record) }));
  return { kind: 'rows', rows };
}

function parseRecords(csv: string): readonly Parsed[] | null {
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    return parse(csv, { ...options, delimiter: delimiterOf(csv) }) as unknown as Parsed[];
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

// Spreadsheets write semicolons where the comma is decimal.
function delimiterOf(csv: string): string {
  const [header = ''] = csv.split(/\r?\n/, 1);
  const count = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce((best, each) => (count(each) > count(best) ? each : best));
}

function faultsOfColumns(columns: readonly string[]): CameraImportError[] {
  const known: readonly string[] = TABLE_COLUMNS;
  const faults: CameraImportError[] = [];
  columns.forEach((column, at) => {
    // A header that is missing would make a column of cells: those are not repeated.
    if (!known.includes(column))
      faults.push({ column: null, message: `has no known name in column ${at + 1}` });
    else if (columns.indexOf(column) < at) faults.push({ column, message: 'is there twice' });
  });
  if (!columns.includes('number')) faults.push({ column: 'number', message: 'is missing' });
  return faults;
}

function cellsOf(columns: readonly string[], record: readonly string[]): ReadonlyMap<string, string> {
  const cells = columns.map((column, at): [string, string] => {
    const cell = record[at] ?? '';
    // Spaces belong to a password, and to nothing else.
    return [column, column === 'password' ? cell : cell.trim()];
  });
  if (record.slice(columns.length).some((cell) => cell.trim() !== '')) cells.push(['', 'too many']);
  return new Map(cells.filter(([, cell]) => cell !== ''));
}

function unreadable(column: string | null, message: string): CameraTable {
  return { kind: 'unreadable', errors: [{ column, message }] };
}
