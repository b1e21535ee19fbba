import { Durations } from './durations';

describe('Durations', () => {
  it('counts each duration in every bucket that is as long or longer, and in all', () => {
    const durations = new Durations();
    for (const seconds of [0.0001, 0.00025, 0.0003, 2, 60]) durations.took(seconds);
    const { buckets, sum } = durations.read();
    const count = (bound: number) => buckets.find(([each]) => each === bound)?.[1];
    expect([count(0.00025), count(0.0005), count(1), count(2.5), count(10), count(Infinity)]).toEqual([
      2, 3, 3, 4, 4, 5,
    ]);
    expect(sum).toBeCloseTo(62.00065);
  });
});
