// Each row of the bench is independent: a row that fails has its reason, and the others are measured.
import type { Figure } from './figures.js';

/** A row that could not be measured. */
export interface FailedRow {
  readonly name: string;
  readonly ok: false;
  readonly failed: string;
}

export type Row = (Figure & { readonly failed?: undefined }) | FailedRow;

/** Measures one item and returns its rows. */
export type MeasureItem = () => Promise<readonly Row[]>;

/**
 * Measures the items one after the other.
 * @param onRows Receives the rows of each item as soon as they are measured.
 * @param cleanUp Ends the processes that a failed item left.
 */
export async function measureEach(
  items: Readonly<Record<string, MeasureItem>>,
  { onRows, cleanUp }: { onRows: (measured: readonly Row[]) => void; cleanUp: () => Promise<unknown> },
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, measure] of Object.entries(items)) {
    const measured = await measure().catch(async (fault: unknown) => {
      await cleanUp();
      return [toFailedRow(name, fault)];
    });
    rows.push(...measured);
    onRows(measured);
  }
  return rows;
}

/** Returns the row of an item that could not be measured. */
export function toFailedRow(name: string, fault: unknown): FailedRow {
  return { name, ok: false, failed: firstLine(fault) };
}

/** Returns the exit code: 1 when a row failed. A missed goal is a result and not a failure. */
export function exitCodeOf(rows: readonly Row[]): number {
  return rows.some(({ failed }) => failed !== undefined) ? 1 : 0;
}

/** Returns a function that calls `create` at most once. All callers receive the same result or failure. */
export function once<Result>(create: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => (result ??= create());
}

/** Formats the rows as a table. */
export function toTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => {
    if (row.failed !== undefined) return [row.name, 'FAILED', '', '', '', 'NO'];
    const { name, value, unit, baseline, ratio, spread, goal, ok, better } = row;
    return [
      name,
      `${value} ${unit}`,
      `${baseline}`,
      `${ratio} [${spread[0]}–${spread[1]}]`,
      `${better === 'higher' ? '≥' : '≤'} ${goal}`,
      ok ? 'yes' : 'NO',
    ];
  });
  const head = ['', 'ours', 'baseline', 'ratio [quartiles]', 'goal', 'met'];
  const all = [head, ...cells];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const reasons = rows.flatMap(({ name, failed }) =>
    failed === undefined ? [] : [`${name} failed: ${failed}`],
  );
  return [...lines, ...reasons].join('\n');
}

function firstLine(fault: unknown): string {
  const text = fault instanceof Error ? fault.message : String(fault);
  return (text.split('\n')[0] ?? '').slice(0, 300);
}
