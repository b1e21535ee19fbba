import { figure, median, quantile, shuffled } from './figures.js';

describe('figure', () => {
  it.each([
    [[3, 1, 2], 0.5, 2],
    [[1, 2, 3, 4], 0.5, 2.5],
    [[10], 0.99, 10],
    [[0, 100], 0.25, 25],
    [[], 0.5, NaN],
  ])('finds the quantile of %j at %d', (values, q, expected) => {
    expect(quantile(values, q)).toBe(expected);
  });

  it('uses the median of the ratios of each round, not the ratio of the medians', () => {
    // The machine was three times slower in the last round; the ratio of that round has the same weight.
    const row = figure({
      name: 'x',
      unit: 'requests/s',
      ours: [90, 95, 33],
      theirs: [100, 100, 30],
      goal: 0.9,
      better: 'higher',
    });
    expect(row.ratio).toBe(0.95);
    expect(median([90, 95, 33]) / median([100, 100, 30])).toBe(0.9);
  });

  it.each([
    ['higher', 0.85, 0.85, true],
    ['higher', 0.85, 0.84, false],
    ['lower', 2, 2, true],
    ['lower', 2, 2.1, false],
  ] as const)(
    'compares with the goal where %s is better, goal %d, ratio %d: %s',
    (better, goal, ratio, ok) => {
      const row = figure({ name: 'x', unit: 'ms', ours: [ratio], theirs: [1], goal, better });
      expect(row).toMatchObject({ ratio, ok });
    },
  );

  it('does not meet a goal without measurements', () => {
    const row = figure({ name: 'x', unit: 'ms', ours: [], theirs: [], goal: 2, better: 'lower' });
    expect(row).toMatchObject({ value: null, ratio: null, ok: false });
  });

  it('shuffles without losing or repeating an item', () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    expect(shuffled(items).sort((a, b) => a - b)).toEqual(items);
  });
});
