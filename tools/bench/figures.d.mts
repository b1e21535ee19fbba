export interface Figure {
  name: string;
  value: number | null;
  unit: string;
  baseline: number | null;
  ratio: number | null;
  goal: number;
  ok: boolean;
  better: 'higher' | 'lower';
  spread: (number | null)[];
}
export function quantile(values: number[], q: number): number;
export function median(values: number[]): number;
export function mean(values: number[]): number;
export function shuffled<T>(items: T[]): T[];
export function figure(measured: {
  name: string;
  unit: string;
  ours: number[];
  theirs: number[];
  goal: number;
  better: 'higher' | 'lower';
}): Figure;
