import { DomainError } from '../../platform/problems/domain-error';
import { textOf } from '../../platform/messages/text-of';
import { CAMERA_TEST_LIMITS, CameraTestLimiter } from './camera-test-limiter';

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);

describe('CameraTestLimiter', () => {
  let limiter: CameraTestLimiter;
  let running: Map<number, () => void>;

  beforeEach(() => {
    limiter = new CameraTestLimiter();
    running = new Map();
  });

  /** Starts a test. @returns null when it runs, else the refusal */
  async function start(pitId: number, { userId = pitId, workshopId = pitId, seconds = 0 } = {}) {
    const test = () => new Promise<void>((finish) => running.set(pitId, finish));
    const run = limiter.run({ userId, workshopId, pitId }, test, at(seconds));
    const refusal = await Promise.race([
      run.then(
        () => null,
        (failure: unknown) => failure as DomainError,
      ),
      Promise.resolve().then(() => null),
    ]);
    return (
      refusal && {
        code: refusal.code,
        retryAfterSeconds: refusal.details.retryAfterSeconds,
        detail: textOf(refusal.details.detail ?? ''),
      }
    );
  }

  async function finish(pitId: number): Promise<void> {
    running.get(pitId)?.();
    running.delete(pitId);
    await new Promise((done) => setImmediate(done));
  }

  it('runs one test per pit', async () => {
    expect(await start(7, { userId: 1 })).toBeNull();
    expect(await start(7, { userId: 2, seconds: 1 })).toMatchObject({
      retryAfterSeconds: 10,
      detail: expect.stringContaining('this pit'),
    });
    await finish(7);
    expect(await start(7, { userId: 2, seconds: 2 })).toBeNull();
  });

  it('tests four pits of different workshops in parallel', async () => {
    for (const pit of [1, 2, 3, 4]) expect(await start(pit)).toBeNull();
    expect(await start(5)).toMatchObject({ detail: expect.stringContaining('This server') });
    await finish(2);
    expect(await start(5)).toBeNull();
  });

  it('tests two pits of one workshop in parallel, so that other workshops can test theirs', async () => {
    expect(await start(1, { workshopId: 1 })).toBeNull();
    expect(await start(2, { workshopId: 1 })).toBeNull();
    expect(await start(3, { workshopId: 1 })).toEqual({
      code: 'too-many-requests',
      retryAfterSeconds: 10,
      detail: 'This workshop is already testing 2 cameras. Try again in 10 s.',
    });
    expect(await start(4, { workshopId: 2 })).toBeNull();
    await finish(1);
    expect(await start(3, { workshopId: 1 })).toBeNull();
  });

  it('starts ten tests per minute and user, and returns when the next one may start', async () => {
    const secondsToWait = async (userId: number, seconds: number) => {
      const refusal = await start(7, { userId, seconds });
      await finish(7);
      return refusal?.retryAfterSeconds ?? null;
    };
    for (let n = 0; n < CAMERA_TEST_LIMITS.perUser; n += 1) expect(await secondsToWait(1, n)).toBeNull();
    expect(await secondsToWait(1, 10)).toBe(50);
    expect(await secondsToWait(2, 10)).toBeNull();
    expect(await secondsToWait(1, 59.5)).toBe(1);
    expect(await secondsToWait(1, 60)).toBeNull();
    expect(await secondsToWait(1, 60.5)).toBe(1);
  });

  it('does not count a refused test', async () => {
    expect(await start(7, { userId: 1 })).toBeNull();
    for (let n = 0; n < 20; n += 1)
      expect(await start(7, { userId: 2 })).toMatchObject({ retryAfterSeconds: 10 });
    await finish(7);
    expect(await start(7, { userId: 2, seconds: 1 })).toBeNull();
  });

  it('frees the place of a test that fails', async () => {
    const failing = () => Promise.reject(new Error('failed'));
    const tested = { userId: 1, workshopId: 1, pitId: 1 };
    for (let n = 0; n < 3; n += 1)
      await expect(limiter.run(tested, failing, at(n))).rejects.toThrow('failed');
  });
});
