import { RateLimiter } from './rate-limiter';

const RATE = { perSecond: 2, burst: 4 };
const take = (limiter: RateLimiter, key: string, times: number, now: number) =>
  Array.from({ length: times }, () => limiter.take(key, now));

describe('the rate limiter', () => {
  it('allows a burst, then the rate per second, and returns the wait for the next one', () => {
    const limiter = new RateLimiter(RATE, 10);
    expect(take(limiter, 'a', 6, 0)).toEqual([null, null, null, null, 1, 1]);
    expect(take(limiter, 'a', 2, 500)).toEqual([null, 1]);
    expect(take(limiter, 'a', 3, 1500)).toEqual([null, null, 1]);
  });

  it('allows the full burst after a pause, and no more', () => {
    const limiter = new RateLimiter(RATE, 10);
    take(limiter, 'a', 4, 0);
    expect(take(limiter, 'a', 5, 3_600_000)).toEqual([null, null, null, null, 1]);
  });

  it('returns at least one second, and the exact time of a slow rate', () => {
    const limiter = new RateLimiter({ perSecond: 0.1, burst: 1 }, 10);
    expect(take(limiter, 'a', 2, 0)).toEqual([null, 10]);
  });

  it('counts several requests together, all or none of them', () => {
    const limiter = new RateLimiter(RATE, 10);
    expect(limiter.take('a', 0, 3)).toBeNull();
    expect(limiter.take('a', 0, 3)).toBe(1);
    expect(limiter.take('a', 0)).toBeNull();
    expect(limiter.take('a', 0, 4)).toBe(2);
  });

  it('allows more requests than a burst after a pause', () => {
    const limiter = new RateLimiter(RATE, 10);
    expect(limiter.take('a', 0, 9)).toBeNull();
    expect(limiter.take('a', 0)).toBe(1);
  });

  it('keeps keys apart', () => {
    const limiter = new RateLimiter(RATE, 10);
    expect(take(limiter, 'a', 5, 0).at(-1)).toBe(1);
    expect(limiter.take('b', 0)).toBeNull();
  });

  it('stays bounded, and keeps a key that exceeds its rate during a flood of others', () => {
    const limiter = new RateLimiter(RATE, 100);
    take(limiter, 'attacker', 5, 0);
    for (let each = 0; each < 100_000; each += 1) limiter.take(`invented-${each}`, 100);
    expect(limiter.size).toBe(100);
    expect(limiter.take('attacker', 100)).toBe(1);
  });

  it('shares one bucket among keys beyond its capacity, and adds keys again once other buckets are full', () => {
    const limiter = new RateLimiter(RATE, 2);
    for (const key of ['a', 'b']) take(limiter, key, 4, 0);
    expect(['c', 'd', 'e', 'f', 'g'].map((key) => limiter.take(key, 1))).toEqual([null, null, null, null, 1]);
    expect(limiter.take('h', 60_000)).toBeNull();
    expect(limiter.size).toBe(1);
  });

  it('treats a clock that was set back as stopped', () => {
    const limiter = new RateLimiter(RATE, 10);
    take(limiter, 'a', 4, 10_000);
    expect(limiter.take('a', 0)).toBe(1);
    expect(limiter.take('a', 500)).toBeNull();
  });
});
