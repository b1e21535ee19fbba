import { LookupLimiter } from './lookup-limiter';
import { LOOKUP_MS } from './system-resolver';

const never = () => new Promise<readonly string[]>(() => undefined);

describe('LookupLimiter', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('limits parallel lookups per tenant and in total', async () => {
    const asked: string[] = [];
    const limiter = new LookupLimiter(
      (name) => {
        asked.push(name);
        return never();
      },
      { perTenant: 2, total: 3 },
    );
    const first = limiter.of('1');
    for (const name of ['a', 'b', 'c']) void first(name);
    for (const name of ['d', 'e']) void limiter.of('2')(name);
    expect(asked).toEqual(['a', 'b', 'd']);
    await jest.advanceTimersByTimeAsync(LOOKUP_MS);
    // Turn by turn: the tenant that waited goes first.
    expect(asked.slice(3).sort()).toEqual(['c', 'e']);
    await jest.advanceTimersByTimeAsync(LOOKUP_MS);
    expect(limiter.pending).toBe(0);
  });

  it('resolves names of another tenant while hundreds of lookups of one get no response', async () => {
    const resolve = async (name: string) => (name === 'camera.lan' ? ['192.168.1.5'] : never());
    const limiter = new LookupLimiter(resolve);
    for (let n = 0; n < 500; n += 1) void limiter.of('1')(`dead-${n}.lan`);
    expect(await limiter.of('2')('camera.lan')).toEqual(['192.168.1.5']);
    expect(limiter.pending).toBe(500);
  });

  it('ends with the request: what runs, and what waits', async () => {
    const signals: AbortSignal[] = [];
    const limiter = new LookupLimiter(
      (_, signal) => {
        if (signal) signals.push(signal);
        return never();
      },
      { perTenant: 2, total: 2 },
    );
    const gone = new AbortController();
    const found = ['a', 'b', 'c'].map((name) => limiter.of('1', gone.signal)(name));
    gone.abort();
    expect(await Promise.all(found)).toEqual([[], [], []]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    await Promise.resolve();
    expect(limiter.pending).toBe(0);
    expect(await limiter.of('1', gone.signal)('d')).toEqual([]);
  });

  it('returns no addresses for a name whose lookup fails or times out', async () => {
    const late = new LookupLimiter(never).of('1')('camera.lan');
    await jest.advanceTimersByTimeAsync(LOOKUP_MS);
    expect(await late).toEqual([]);
    expect(await new LookupLimiter(() => Promise.reject(new Error('SERVFAIL'))).of('1')('a')).toEqual([]);
  });
});
