import { PeriodicTask, type PeriodicTaskOptions } from './periodic-task';

/** A run that ends when the test ends it. */
class ControlledRun {
  readonly startedAt: number[] = [];
  readonly signals: AbortSignal[] = [];
  private end: ((failure?: Error) => void) | undefined;

  readonly run = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      this.startedAt.push(performance.now());
      this.signals.push(signal);
      this.end = (failure) => (failure ? reject(failure) : resolve());
    });

  async finish(failure?: Error): Promise<void> {
    this.end?.(failure);
    await jest.advanceTimersByTimeAsync(0);
  }
}

describe('PeriodicTask', () => {
  beforeEach(() => jest.useFakeTimers({ now: 0 }));
  afterEach(() => jest.useRealTimers());

  const report = { failed: jest.fn(), succeeded: jest.fn() };
  beforeEach(() => jest.clearAllMocks());

  const task = (options: Partial<PeriodicTaskOptions> & Pick<PeriodicTaskOptions, 'run'>) =>
    new PeriodicTask({ intervalMs: 1000, report, ...options });
  /** Starts of runs, in milliseconds after `began`, of a task whose runs take no time. */
  const starts = async (options: Partial<PeriodicTaskOptions>, forMs: number) => {
    const began = performance.now();
    const at: number[] = [];
    const instant = task({ ...options, run: () => void at.push(performance.now() - began) });
    instant.start();
    await jest.advanceTimersByTimeAsync(forMs);
    await instant.stop();
    return at;
  };

  it('runs at its start, and an interval after the end of each run', async () => {
    const work = new ControlledRun();
    const slow = task({ run: work.run });
    slow.start();
    slow.start();
    await jest.advanceTimersByTimeAsync(5000);
    expect(work.startedAt).toHaveLength(1);
    await work.finish();
    await jest.advanceTimersByTimeAsync(999);
    expect(work.startedAt).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(work.startedAt).toHaveLength(2);
    expect(report.succeeded).toHaveBeenCalledTimes(1);
    expect(slow.isStarted).toBe(true);
  });

  it('waits for the first delay', async () => {
    expect(await starts({ firstDelayMs: 300 }, 2000)).toEqual([300, 1300]);
  });

  it('varies the interval by its jitter, up and down', async () => {
    jest.spyOn(Math, 'random').mockReturnValueOnce(0).mockReturnValueOnce(1).mockReturnValue(0.5);
    expect(await starts({ jitter: 0.2 }, 3100)).toEqual([0, 800, 2000, 3000]);
    jest.restoreAllMocks();
  });

  it('runs on request only, with an infinite interval', async () => {
    const at: number[] = [];
    const onRequest = task({
      intervalMs: Infinity,
      firstDelayMs: Infinity,
      run: () => void at.push(Date.now()),
    });
    onRequest.start();
    await jest.advanceTimersByTimeAsync(100_000);
    expect(at).toEqual([]);
    onRequest.runSoon(50);
    onRequest.runSoon(70);
    await jest.advanceTimersByTimeAsync(100_000);
    expect(at).toEqual([100_050]);
    await onRequest.stop();
  });

  it('runs earlier on request, once for several requests, never later than due', async () => {
    const at: number[] = [];
    const requested = task({ firstDelayMs: 500, run: () => void at.push(Date.now()) });
    requested.start();
    requested.runSoon(900);
    requested.runSoon(200);
    requested.runSoon(100);
    await jest.advanceTimersByTimeAsync(600);
    expect(at).toEqual([100]);
    await requested.stop();
  });

  it('follows a run with the one that was requested during it, after the least pause', async () => {
    const work = new ControlledRun();
    const paused = task({ run: work.run, minPauseMs: 400 });
    paused.start();
    await jest.advanceTimersByTimeAsync(10);
    paused.runSoon();
    paused.runSoon();
    await work.finish();
    await jest.advanceTimersByTimeAsync(399);
    expect(work.startedAt).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(work.startedAt).toHaveLength(2);
    await work.finish();
    await jest.advanceTimersByTimeAsync(999);
    expect(work.startedAt).toHaveLength(2);
  });

  it('runs now while it is stopped, and joins a run in progress', async () => {
    const work = new ControlledRun();
    const stopped = task({ run: work.run });
    const [first, second] = [stopped.runNow(), stopped.runNow()];
    expect(second).toBe(first);
    expect(stopped.currentRun).toBe(first);
    await work.finish();
    await first;
    expect(stopped.currentRun).toBeUndefined();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(work.startedAt).toHaveLength(1);
  });

  it.each([
    ['a rejection', () => Promise.reject(new Error('refused'))],
    [
      'an exception',
      () => {
        throw new Error('refused');
      },
    ],
  ])('reports %s and goes on', async (_what, run) => {
    const failing = task({ run });
    failing.start();
    await jest.advanceTimersByTimeAsync(2500);
    expect(report.failed).toHaveBeenCalledTimes(3);
    expect(report.failed).toHaveBeenCalledWith(new Error('refused'));
    expect(report.succeeded).not.toHaveBeenCalled();
    await failing.stop();
  });

  it('waits for the run in progress when it is stopped, aborts its signal and starts no other one', async () => {
    const work = new ControlledRun();
    const ending = task({ run: work.run });
    ending.start();
    await jest.advanceTimersByTimeAsync(0);
    let isStopped = false;
    const stopping = ending.stop().then(() => (isStopped = true));
    ending.runSoon();
    await jest.advanceTimersByTimeAsync(5000);
    expect(isStopped).toBe(false);
    expect(work.signals[0]?.aborted).toBe(true);
    await work.finish(new Error('aborted'));
    await stopping;
    expect(report.failed).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(5000);
    expect(work.startedAt).toHaveLength(1);
  });

  it('starts again after it was stopped, never two runs at a time', async () => {
    const work = new ControlledRun();
    const again = task({ run: work.run });
    again.start();
    await jest.advanceTimersByTimeAsync(0);
    void again.stop();
    again.start();
    await jest.advanceTimersByTimeAsync(5000);
    expect(work.startedAt).toHaveLength(1);
    await work.finish();
    await jest.advanceTimersByTimeAsync(0);
    expect(work.startedAt).toHaveLength(2);
    expect(work.signals[1]?.aborted).toBe(false);
  });

  it('keeps its pace when the wall clock jumps', async () => {
    const at: number[] = [];
    const steady = task({ run: () => void at.push(performance.now()) });
    steady.start();
    await jest.advanceTimersByTimeAsync(500);
    jest.setSystemTime(Date.now() - 86_400_000);
    steady.runSoon(200);
    await jest.advanceTimersByTimeAsync(1200);
    expect(at.map((each) => each - (at[0] ?? 0))).toEqual([0, 700, 1700]);
    await steady.stop();
  });
});
