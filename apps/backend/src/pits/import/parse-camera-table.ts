import type { CameraImportError } from '@ppf/contracts';
import { CsvError, parse } from 'csv-parse/sync';
import { message } from '../messages';

/** A row of a camera table: text by column, without empty cells. */
export interface TableRow {
  /** Line of the file where the row ends, from 1. */
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
  /** Errors of the text of its cells, by column. */
  readonly errors: readonly CameraImportError[];
}

/** A parsed table, or the errors of the whole table. */
export type CameraTable =
  | { readonly kind: 'rows'; readonly rows: readonly TableRow[] }
  | { readonly kind: 'unreadable'; readonly errors: readonly CameraImportError[] };

/** Allowed columns. `number` is required. */
export const TABLE_COLUMNS = [
  ...['number', 'name', 'kind', 'url', 'feed', 'tls', 'tls_fingerprint', 'host', 'port', 'path', 'sub_path'],
  ...['user', 'password', 'transport', 'on_demand', 'transcode', 'sub', 'allow_list'],
] as const;

/** Limits the duration of one import, for which the user waits. */
export const MAX_ROWS = 500;
const DELIMITERS = [',', ';', '\t'];
/** A decoder writes it for bytes that are not valid in its encoding. */
const REPLACEMENT_CHARACTER = '\ufffd';

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Parses a CSV table of cameras. Pure. Errors contain nothing of the cells, which hold passwords. */
export function parseCameraTable(csv: string): CameraTable {
  const parsed = parseRecords(csv);
  if (parsed === null) return unreadable(message('import.not-csv').text());
  const [header, ...records] = parsed;
  if (!header) return unreadable(message('import.empty').text());
  const columns = header.record.map((column) => column.trim().toLowerCase());
  const errors = [
    ...validateColumns(columns, header.info.lines),
    ...validateUnnamedColumns(columns, records),
  ];
  if (records.length === 0) errors.push({ column: null, message: message('import.no-rows').text() });
  if (records.length > MAX_ROWS)
    errors.push({ column: null, message: message('import.too-many-rows', { limit: MAX_ROWS }).text() });
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

// Excel's notation for the delimiter. The line stays as an empty one, so that line numbers match the file.
function splitSeparatorLine(csv: string): { readonly text: string; readonly delimiter: string | null } {
  const [line, name = ''] = /^\ufeff?"?sep=([^\w\s"]|\t|\\t)"?[,;\t ]*(?=[\r\n]|$)/i.exec(csv) ?? [];
  if (line === undefined) return { text: csv, delimiter: null };
  return { text: csv.slice(line.length), delimiter: name === '\\t' ? '\t' : name };
}

// Spreadsheets write semicolons in locales with a decimal comma.
function delimiterOf(csv: string): string {
  const header = csv.split(/[\r\n]+/).find((line) => line.replace('\ufeff', '').trim() !== '') ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce((best, each) => (count(each) > count(best) ? each : best));
}

function validateColumns(columns: readonly string[], line: number): CameraImportError[] {
  const known: readonly string[] = TABLE_COLUMNS;
  const errors: CameraImportError[] = [];
  columns.forEach((column, at) => {
    const place = { line, column: at + 1 };
    if (column === '') return;
    // The text of an unknown column is not repeated: without a header line it is a cell.
    if (column.includes(REPLACEMENT_CHARACTER))
      errors.push({ column: null, message: message('import.unreadable-column', place).text() });
    else if (!known.includes(column))
      errors.push({ column: null, message: message('import.unknown-column', place).text() });
    else if (columns.indexOf(column) < at)
      errors.push({ column, message: message('import.repeated-column').text() });
  });
  if (!columns.includes('number'))
    errors.push({ column: 'number', message: message('import.missing-column').text() });
  return errors;
}

// Spreadsheets write a delimiter after the last name: an unnamed column without values is ignored.
function validateUnnamedColumns(columns: readonly string[], records: readonly Parsed[]): CameraImportError[] {
  return columns.flatMap((column, at) => {
    if (column !== '') return [];
    const first = records.find(({ record }) => (record[at] ?? '').trim() !== '');
    if (!first) return [];
    const place = { column: at + 1, line: first.info.lines };
    return [{ column: null, message: message('import.unnamed-column', place).text() }];
  });
}

function rowOf(columns: readonly string[], { record, info }: Parsed): TableRow {
  const errors = columns.flatMap((column, at) => {
    const position = (record[at] ?? '').indexOf(REPLACEMENT_CHARACTER);
    if (position < 0) return [];
    const text = message('import.unreadable-cell', { position: position + 1 }).text();
    return [{ column: column || null, message: text }];
  });
  return { line: info.lines, cells: cellsOf(columns, record), errors };
}

function cellsOf(columns: readonly string[], record: readonly string[]): ReadonlyMap<string, string> {
  const cells = columns.map((column, at): [string, string] => {
    const cell = record[at] ?? '';
    // Only a password may begin or end with spaces.
    return [column, column === 'password' ? cell : cell.trim()];
  });
  if (record.slice(columns.length).some((cell) => cell.trim() !== '')) cells.push(['', 'too many']);
  return new Map(cells.filter(([, cell]) => cell !== ''));
}

function unreadable(text: string): CameraTable {
  return { kind: 'unreadable', errors: [{ column: null, message: text }] };
}
