import { waitFor } from './wait-for';

describe('waitFor', () => {
  it('returns the first truthy result', async () => {
    const results = [undefined, null, false, 0, 'found', 'later'];
    expect(await waitFor(() => results.shift())).toBe('found');
    expect(results).toEqual(['later']);
  });

  it('retries after an exception', async () => {
    let calls = 0;
    const check = () => {
      if (++calls < 3) throw new Error('not yet');
      return calls;
    };
    expect(await waitFor(check)).toBe(3);
  });

  it('reports the condition and the last exception', async () => {
    const check = () => Promise.reject(new Error('connection refused'));
    await expect(waitFor(check, 'a server', { withinMs: 20 })).rejects.toThrow(
      'Not within 20 ms: a server. Last error: connection refused',
    );
  });

  it('reports the source of the condition without a name for it', async () => {
    await expect(waitFor(() => undefined, undefined, { withinMs: 20 })).rejects.toThrow(
      /ms: \(\) ?=> ?undefined\./,
    );
  });

  it('checks once more after a stall that is longer than the limit', async () => {
    let isStalled = true;
    const check = () => {
      if (!isStalled) return true;
      for (const endsAt = performance.now() + 30; performance.now() < endsAt;);
      isStalled = false;
      return false;
    };
    expect(await waitFor(check, 'the end of the stall', { withinMs: 10 })).toBe(true);
  });

  it('waits with the real clock while a test has a fake one', async () => {
    jest.useFakeTimers();
    let calls = 0;
    expect(await waitFor(() => ++calls === 2)).toBe(true);
    jest.useRealTimers();
  });
});
