import { createLogger } from './create-logger';
import { LogSampler } from './log-sampler';

describe('LogSampler', () => {
  let now = 0;
  let sampler: LogSampler;
  beforeEach(() => {
    now = 0;
    sampler = new LogSampler(() => now);
  });
  const written = (times: number, kind: string, level: number) =>
    Array.from({ length: times }, () => sampler.count(kind, level)).filter((each) => each !== null).length;

  it('writes twenty lines of a kind within ten seconds, and a hundred of an error', () => {
    expect(written(1000, 'a', 40)).toBe(20);
    expect(written(1000, 'b', 30)).toBe(20);
    expect(written(1000, 'c', 50)).toBe(100);
  });

  it('reports the number of omitted lines with the next line', () => {
    written(25, 'a', 40);
    now = 9_999;
    expect(sampler.count('a', 40)).toBeNull();
    now = 10_000;
    expect(sampler.count('a', 40)).toBe(6);
    expect(sampler.count('a', 40)).toBe(0);
  });

  it('tracks a limited number of kinds', () => {
    for (let n = 0; n < 10_000; n += 1) expect(sampler.count(`kind ${n}`, 40)).toBe(0);
    expect((sampler as unknown as { kinds: Map<string, unknown> }).kinds.size).toBeLessThanOrEqual(2000);
  });
});

describe('the log', () => {
  it('keeps other lines during a flood of one line', () => {
    const lines: string[] = [];
    const logger = createLogger({ logLevel: 'info' }, { write: (line) => void lines.push(line) });
    for (let n = 0; n < 500; n += 1) logger.warn({ address: `10.0.0.${n}` }, 'too many attempts');
    logger.warn({ address: '10.0.0.1' }, 'something else');
    expect(lines.filter((line) => line.includes('too many attempts'))).toHaveLength(20);
    expect(lines.at(-1)).toContain('something else');
  });
});
