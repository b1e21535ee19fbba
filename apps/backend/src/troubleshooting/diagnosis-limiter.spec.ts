import { DiagnosisLimiter } from './diagnosis-limiter';

describe('DiagnosisLimiter', () => {
  /** Starts diagnoses that do not end, and returns which of them were refused. */
  async function refused(requests: readonly (readonly [user: number, workshop: number])[]) {
    const limiter = new DiagnosisLimiter();
    const results = requests.map(([user, workshop]) => {
      let hasStarted = false;
      void limiter.run(user, workshop, () => {
        hasStarted = true;
        return new Promise(() => undefined);
      });
      return () => !hasStarted;
    });
    await new Promise(setImmediate);
    return results.map((isRefused) => isRefused());
  }

  it('runs one diagnosis per user', async () => {
    expect(await refused([[1, 1], [1, 2], [2, 1]])).toEqual([false, true, false]); // prettier-ignore
  });

  it('runs three diagnoses per workshop, and others for other workshops', async () => {
    expect(await refused([[1, 1], [2, 1], [3, 1], [4, 1], [5, 2]])).toEqual([false, false, false, true, false]); // prettier-ignore
  });

  it('runs eight diagnoses altogether', async () => {
    const users = Array.from({ length: 9 }, (_, index) => [index, index] as const);
    expect((await refused(users)).filter(Boolean)).toHaveLength(1);
  });

  it('runs another diagnosis of a user after the first has ended or failed', async () => {
    const limiter = new DiagnosisLimiter();
    expect(await limiter.run(1, 1, () => Promise.resolve('ended'))).toBe('ended');
    await expect(limiter.run(1, 1, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await limiter.run(1, 1, () => Promise.resolve('again'))).toBe('again');
  });
});
