// Statistics of the bench: pure functions over numbers.

/** One row of the result. */
export interface Figure {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly baseline: number | null;
  readonly ratio: number | null;
  readonly goal: number;
  readonly ok: boolean;
  readonly better: 'higher' | 'lower';
  /** Quartiles of the ratio. */
  readonly spread: readonly (number | null)[];
}

/** Measurements of one row: one number per round, of the same rounds. */
export interface Measurement {
  readonly name: string;
  readonly unit: string;
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  /** The ratio to reach (`higher`) or not to exceed (`lower`). */
  readonly goal: number;
  readonly better: 'higher' | 'lower';
}

/** Returns the value below which the share `q` (0 to 1) of `values` lies; NaN for an empty list. */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const [below = NaN, above = NaN] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below + (above - below) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Returns `items` in random order (Fisher–Yates), so that no server always runs after the same one. */
export function shuffled<Item>(items: readonly Item[]): Item[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const pick = Math.floor(Math.random() * (last + 1));
    [order[last], order[pick]] = [order[pick] as Item, order[last] as Item];
  }
  return order;
}

/**
 * Calculates one row. The ratio is the median of the ratios of each round, so that a slow round affects both sides
 * alike.
 */
export function figure({ name, unit, ours, theirs, goal, better }: Measurement): Figure {
  const ratios = ours.map((value, round) => value / (theirs[round] ?? NaN));
  const ratio = median(ratios);
  return {
    name,
    value: rounded(median(ours)),
    unit,
    baseline: rounded(median(theirs)),
    ratio: rounded(ratio),
    goal,
    ok: better === 'higher' ? ratio >= goal : ratio <= goal,
    better,
    spread: [0.25, 0.75].map((q) => rounded(quantile(ratios, q))),
  };
}

/** Rounds to three significant digits, and to whole numbers above 100. */
function rounded(value: number): number | null {
  if (!Number.isFinite(value)) return null;
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
