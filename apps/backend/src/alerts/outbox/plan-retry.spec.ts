import { planRetry, DELIVERY_TTL_MS } from './plan-retry';

const DAY = DELIVERY_TTL_MS;

describe('planRetry', () => {
  it.each([
    [1, 0, 10],
    [1, 1, 12.5],
    [2, 0, 30],
    [3, 0, 90],
    [4, 0, 270],
    [8, 0, 14_400],
    [1000, 0, 14_400],
    [1000, 1, 18_000],
  ])('after %d comes, with chance %d, in %d s', (attempts, random, seconds) => {
    expect(planRetry(attempts, 0, DAY * 99, random)).toBe(seconds * 1000);
  });

  it('gives up after a day and about a dozen attempts', () => {
    let [now, attempts]: [number | null, number] = [0, 0];
    let last = 0;
    for (; now !== null && attempts < 100; now = planRetry(attempts, now, DAY, 0)) {
      attempts += 1;
      last = now;
    }
    expect(attempts).toBeGreaterThan(10);
    expect(attempts).toBeLessThan(16);
    expect(last).toBeGreaterThan(DAY - 5 * 3_600_000);
    expect(last).toBeLessThanOrEqual(DAY);
  });
});
