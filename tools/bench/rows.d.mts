import { type Figure } from './figures.mjs';

export interface FailedRow {
  name: string;
  ok: false;
  failed: string;
}
export type Row = (Figure & { failed?: undefined }) | FailedRow;
export function measureEach(
  items: Record<string, () => Promise<Row[]>>,
  how: { onRows: (measured: Row[], all: Row[]) => void; cleanUp: () => Promise<void> },
): Promise<Row[]>;
export function failedRow(name: string, fault: unknown): FailedRow;
export function exitCodeOf(rows: Row[]): number;
export function once<T>(make: () => T): () => T;
export function table(rows: Row[]): string;
