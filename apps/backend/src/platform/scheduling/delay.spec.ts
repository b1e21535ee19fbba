import { delay } from './delay';
import { withDeadline } from './with-deadline';

describe('waiting', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('delays for the given number of milliseconds', async () => {
    const done = jest.fn();
    void delay(100).then(done);
    await jest.advanceTimersByTimeAsync(99);
    expect(done).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('ends a delay, without a failure, when its signal is aborted', async () => {
    const ending = new AbortController();
    const waiting = delay(60_000, ending.signal);
    ending.abort();
    await waiting;
    await delay(60_000, ending.signal);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('returns a result before the deadline, or fails with its error', async () => {
    expect(await withDeadline(Promise.resolve(7), 100, () => 'late')).toBe(7);
    await expect(withDeadline(Promise.reject(new Error('boom')), 100, () => 'late')).rejects.toThrow('boom');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('continues after the deadline, with a value or an error, regardless of the later result', async () => {
    let fail: (failure: Error) => void = () => undefined;
    const late = new Promise<number>((_, reject) => (fail = reject));
    const [value, error] = [
      withDeadline(late, 100, () => 'late'),
      withDeadline(late, 100, () => {
        throw new Error('too late');
      }),
    ];
    const failing = expect(error).rejects.toThrow('too late');
    await jest.advanceTimersByTimeAsync(100);
    expect(await value).toBe('late');
    await failing;
    fail(new Error('ignored'));
    await jest.advanceTimersByTimeAsync(0);
  });
});
