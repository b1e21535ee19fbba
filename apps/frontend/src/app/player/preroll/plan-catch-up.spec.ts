/** @jest-environment node */
import { startPosition, planCatchUp } from './plan-catch-up';

describe('startPosition', () => {
  it('is 0.3 s before the end, or the start of a shorter buffer', () => {
    expect(startPosition({ start: 100, end: 103.8 })).toBeCloseTo(103.5);
    expect(startPosition({ start: 100, end: 100.2 })).toBe(100);
  });
});

describe('planCatchUp', () => {
  it.each<[string, [start: number, end: number, at: number], ReturnType<typeof planCatchUp>]>([
    ['continues at the target latency', [0, 10, 9.65], { rate: 1, seekTo: null, removeBefore: null }],
    ['continues ahead of the target latency', [0, 10, 9.95], { rate: 1, seekTo: null, removeBefore: null }],
    ['plays faster with a small delay', [0, 10, 9.5], { rate: 1.3, seekTo: null, removeBefore: null }],
    ['plays faster up to a second', [0, 10, 8.75], { rate: 1.3, seekTo: null, removeBefore: null }],
    ['seeks with a larger delay', [0, 10, 8.5], { rate: 1, seekTo: 9.7, removeBefore: null }],
    [
      'seeks when the position is no longer buffered',
      [9.5, 10, 9.4],
      { rate: 1, seekTo: 9.7, removeBefore: null },
    ],
    ['removes old video', [0, 21, 20.7], { rate: 1, seekTo: null, removeBefore: 10.7 }],
  ])('%s', (_, [start, end, at], expected) => {
    const plan = planCatchUp({ start, end, position: at });
    expect(plan.rate).toBe(expected.rate);
    expect(plan.seekTo ?? -1).toBeCloseTo(expected.seekTo ?? -1);
    expect(plan.removeBefore ?? -1).toBeCloseTo(expected.removeBefore ?? -1);
  });
});
