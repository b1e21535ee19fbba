import type { CameraImportError } from '@ppf/contracts';
import { CsvError, parse } from 'csv-parse/sync';

/** A row of a table of cameras, as text by column. Empty cells are not in it. */
export interface TableRow {
  /** Line of the file where it ends, from 1. */
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
  /** What is wrong with its cells as text, by column. */
  readonly faults: readonly CameraImportError[];
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
export const MAX_ROWS = 500;
const DELIMITERS = [',', ';', '\t'];
/** What a decoder writes for bytes that are no text in its encoding. */
const REPLACEMENT = '\ufffd';
const UNREADABLE =
  'holds U+FFFD, which stands for letters that were lost: save the table as UTF-8 and choose it again';

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Reads a table of cameras. Pure. Nothing of its cells is in an error: passwords stand in them. */
export function parseCameraTable(csv: string): CameraTable {
  const parsed = parseRecords(csv);
  if (parsed === null)
    return unreadable('The table is no CSV: a quote is not closed, or stands inside a cell');
  const [header, ...records] = parsed;
  if (!header) return unreadable('The table is empty: its first line names the columns');
  const columns = header.record.map((column) => column.trim().toLowerCase());
  const errors = [
    ...faultsOfColumns(columns, header.info.lines),
    ...faultsOfUnnamedColumns(columns, records),
  ];
  if (records.length === 0)
    errors.push({ column: null, message: 'The table has no row below its first line' });
  if (records.length > MAX_ROWS)
    errors.push({ column: null, message: `The table has more than ${MAX_ROWS} rows` });
  if (errors.length > 0) return { kind: 'unreadable', errors };
  return { kind: 'rows', rows: records.map((record) => rowOf(columns, record)) };
}

function parseRecords(csv: string): readonly Parsed[] | null {
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    const { text, delimiter } = splitSeparatorLine(csv);
    return parse(text, { ...options, delimiter: delimiter ?? delimiterOf(text) }) as unknown as Parsed[];
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

// Excel's own way to name the delimiter. The line stays, as an empty one, so that lines count as in the file.
function splitSeparatorLine(csv: string): { readonly text: string; readonly delimiter: string | null } {
  const [line, name = ''] = /^\ufeff?"?sep=([^\w\s"]|\t|\\t)"?[,;\t ]*(?=[\r\n]|$)/i.exec(csv) ?? [];
  if (line === undefined) return { text: csv, delimiter: null };
  return { text: csv.slice(line.length), delimiter: name === '\\t' ? '\t' : name };
}

// Spreadsheets write semicolons where the comma is decimal.
function delimiterOf(csv: string): string {
  const header = csv.split(/[\r\n]+/).find((line) => line.replace('\ufeff', '').trim() !== '') ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce((best, each) => (count(each) > count(best) ? each : best));
}

function faultsOfColumns(columns: readonly string[], line: number): CameraImportError[] {
  const known: readonly string[] = TABLE_COLUMNS;
  const faults: CameraImportError[] = [];
  columns.forEach((column, at) => {
    const place = `Line ${line}, column ${at + 1}`;
    if (column === '') return;
    // A header that is missing would make a column of cells: those are not repeated.
    if (column.includes(REPLACEMENT)) faults.push({ column: null, message: `${place} ${UNREADABLE}` });
    else if (!known.includes(column)) faults.push({ column: null, message: `${place} has no known name` });
    else if (columns.indexOf(column) < at) faults.push({ column, message: 'is there twice' });
  });
  if (!columns.includes('number')) faults.push({ column: 'number', message: 'is missing' });
  return faults;
}

// Spreadsheets write a delimiter after the last name: that is no column as long as nothing stands in it.
function faultsOfUnnamedColumns(columns: readonly string[], records: readonly Parsed[]): CameraImportError[] {
  return columns.flatMap((column, at) => {
    if (column !== '') return [];
    const first = records.find(({ record }) => (record[at] ?? '').trim() !== '');
    if (!first) return [];
    const message = `Column ${at + 1} has no name in the first line, but a value in line ${first.info.lines}`;
    return [{ column: null, message }];
  });
}

function rowOf(columns: readonly string[], { record, info }: Parsed): TableRow {
  const faults = columns.flatMap((column, at) => {
    const position = (record[at] ?? '').indexOf(REPLACEMENT);
    if (position < 0) return [];
    return [{ column: column || null, message: `${UNREADABLE}, at character ${position + 1}` }];
  });
  return { line: info.lines, cells: cellsOf(columns, record), faults };
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

function unreadable(message: string): CameraTable {
  return { kind: 'unreadable', errors: [{ column: null, message }] };
}
