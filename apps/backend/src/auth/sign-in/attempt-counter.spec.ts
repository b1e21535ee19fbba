import { AttemptCounter } from './attempt-counter';

const start = new Date('2026-01-01T00:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

describe('AttemptCounter', () => {
  const full = () => {
    const counter = new AttemptCounter(300, 100);
    for (let n = 0; n < 100; n += 1) expect(counter.add(`k${n}`, start)).toBe(true);
    return counter;
  };

  it('blocks a key at its limit for the rest of its window', () => {
    const counter = new AttemptCounter(300, 100);
    counter.add('a', start);
    expect(counter.secondsBlocked('a', 2, start)).toBeNull();
    counter.add('a', after(10));
    expect(counter.secondsBlocked('a', 2, after(60))).toBe(240);
    expect(counter.secondsBlocked('a', 2, after(300))).toBeNull();
  });

  it('inserts nothing when it is read', () => {
    const counter = new AttemptCounter(300, 100);
    for (let n = 0; n < 1000; n += 1) counter.secondsBlocked(`k${n}`, 1, start);
    expect(counter.size).toBe(0);
  });

  it('displaces no key by new ones, and reports that it cannot count them', () => {
    const counter = full();
    for (let n = 0; n < 10_000; n += 1) expect(counter.add(`new${n}`, after(1))).toBe(false);
    expect(counter.size).toBe(100);
    for (let n = 0; n < 100; n += 1) expect(counter.secondsBlocked(`k${n}`, 1, after(1))).toBe(299);
    // A key that is counted already still is.
    expect(counter.add('k7', after(1))).toBe(true);
    expect(counter.secondsBlocked('k7', 2, after(1))).toBe(299);
  });

  it('counts new keys again after windows have ended', () => {
    const counter = full();
    expect(counter.add('new', after(299))).toBe(false);
    expect(counter.add('new', after(300))).toBe(true);
    expect(counter.size).toBe(1);
  });

  it('removes a key with its only attempt', () => {
    const counter = full();
    counter.remove('k1', start);
    counter.remove('never', start);
    expect(counter.size).toBe(99);
    expect(counter.add('new', start)).toBe(true);
  });
});
