// What the bench computes: pure functions over numbers.

/** The value below which the share `q` (0 to 1) of `values` lies; NaN for none. */
export function quantile(values, q) {
  if (values.length === 0) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const below = Math.floor(at);
  const above = Math.ceil(at);
  return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
}

export const median = (values) => quantile(values, 0.5);

export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** `items` in a random order (Fisher and Yates), so that no server always runs after the same neighbour. */
export function shuffled(items) {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const pick = Math.floor(Math.random() * (last + 1));
    [order[last], order[pick]] = [order[pick], order[last]];
  }
  return order;
}

/**
 * One line of the result. `ours` and `theirs` hold one number a round, of the same rounds: the ratio is the median of
 * the ratios of each round, so that what slows a whole round down cancels out.
 */
export function figure({ name, unit, ours, theirs, goal, better }) {
  const ratio = median(ours.map((value, round) => value / theirs[round]));
  const spread = [0.25, 0.75].map((q) =>
    quantile(
      ours.map((value, round) => value / theirs[round]),
      q,
    ),
  );
  return {
    name,
    value: tidy(median(ours)),
    unit,
    baseline: tidy(median(theirs)),
    ratio: tidy(ratio),
    goal,
    ok: better === 'higher' ? ratio >= goal : ratio <= goal,
    better,
    spread: spread.map(tidy),
  };
}

/** Three significant digits, whole above 100. */
function tidy(value) {
  if (!Number.isFinite(value)) return null;
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
