import { beginAt, followLive } from './follow-live';

describe('beginAt', () => {
  it('is 0.3 s before the end, or at the beginning of less', () => {
    expect(beginAt({ start: 100, end: 103.8 })).toBeCloseTo(103.5);
    expect(beginAt({ start: 100, end: 100.2 })).toBe(100);
  });
});

describe('followLive', () => {
  it.each<[string, [start: number, end: number, at: number], ReturnType<typeof followLive>]>([
    ['goes on where it is near', [0, 10, 9.65], { rate: 1, jumpTo: null, removeBefore: null }],
    ['goes on ahead of its place', [0, 10, 9.95], { rate: 1, jumpTo: null, removeBefore: null }],
    ['hurries where it is a little late', [0, 10, 9.5], { rate: 1.3, jumpTo: null, removeBefore: null }],
    ['hurries up to a second', [0, 10, 8.75], { rate: 1.3, jumpTo: null, removeBefore: null }],
    ['jumps when it is later', [0, 10, 8.5], { rate: 1, jumpTo: 9.7, removeBefore: null }],
    ['jumps out of what is gone', [9.5, 10, 9.4], { rate: 1, jumpTo: 9.7, removeBefore: null }],
    ['lets go what was shown long ago', [0, 21, 20.7], { rate: 1, jumpTo: null, removeBefore: 10.7 }],
  ])('%s', (_, [start, end, at], expected) => {
    const plan = followLive({ start, end, at });
    expect(plan.rate).toBe(expected.rate);
    expect(plan.jumpTo ?? -1).toBeCloseTo(expected.jumpTo ?? -1);
    expect(plan.removeBefore ?? -1).toBeCloseTo(expected.removeBefore ?? -1);
  });
});
