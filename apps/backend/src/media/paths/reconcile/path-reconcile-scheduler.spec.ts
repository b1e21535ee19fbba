import { Logger } from '@nestjs/common';
import { ControlApiProblem } from '@ppf/mediamtx';
import { DesiredStreams } from '../desired/desired-streams';
import { PathReconcileScheduler } from './path-reconcile-scheduler';
import { type PathReconciler, type ReconcileResult } from './path-reconciler';

const DONE: ReconcileResult = {
  desired: [
    { path: 'workshop-1/pit-1', kind: 'push', publishKeyId: null, publishKeySince: null, config: null },
  ],
  changes: [],
  refused: new Set(),
  notApplied: new Map(),
};

describe('PathReconcileScheduler', () => {
  let runs: number;
  let run: (signal: AbortSignal) => Promise<ReconcileResult>;
  let streams: DesiredStreams;
  let scheduler: PathReconcileScheduler;

  beforeEach(() => {
    jest.useFakeTimers();
    [runs, run] = [0, () => Promise.resolve(DONE)];
    streams = new DesiredStreams();
    const paths: Pick<PathReconciler, 'reconcile'> = {
      reconcile: (signal) => {
        runs += 1;
        return run(signal ?? AbortSignal.abort());
      },
    };
    scheduler = new PathReconcileScheduler(paths as PathReconciler, streams);
    scheduler.start();
  });
  afterEach(async () => {
    await scheduler.stop();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  it('runs at startup and updates the desired streams', async () => {
    await pass(100);
    expect(runs).toBe(1);
    expect([...streams.all.keys()]).toEqual(['workshop-1/pit-1']);
  });

  it('combines many requests into one run, and runs once more for requests during a run', async () => {
    await pass(1000);
    let finish: (done: ReconcileResult) => void = () => undefined;
    run = () => new Promise((resolve) => (finish = resolve));
    for (let pit = 0; pit < 100; pit += 1) scheduler.soon();
    await pass(100);
    expect(runs).toBe(2);
    scheduler.soon();
    scheduler.soon();
    await pass(5000);
    expect(runs).toBe(2);
    run = () => Promise.resolve(DONE);
    finish(DONE);
    await pass(1000);
    expect(runs).toBe(3);
  });

  it('runs periodically without a request, at a varying interval', async () => {
    await pass(100);
    await pass(23_900);
    expect(runs).toBe(1);
    await pass(12_200);
    expect(runs).toBe(2);
  });

  it('retries while the media server is unreachable, and logs an unexpected failure as an error', async () => {
    const error = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
    jest.spyOn(Logger.prototype, 'debug').mockReturnValue();
    run = () => Promise.reject(new ControlApiProblem('unreachable', 'GET x', null, 'no connection'));
    await pass(100);
    expect(error).not.toHaveBeenCalled();
    run = () => Promise.reject(new Error('database unreachable'));
    scheduler.soon();
    await pass(1000);
    expect(error).toHaveBeenCalledTimes(1);
    run = () => Promise.resolve(DONE);
    await pass(40_000);
    expect(streams.all.size).toBe(1);
  });

  it.each([3_600_000, -3_600_000])(
    'runs as soon after a request when the system clock changes by %s ms',
    async (offset) => {
      await pass(1000);
      jest.setSystemTime(Date.now() + offset);
      scheduler.soon();
      await pass(100);
      expect(runs).toBe(2);
      await pass(36_000);
      expect(runs).toBeLessThanOrEqual(4);
      expect(runs).toBeGreaterThanOrEqual(3);
    },
  );

  it('aborts a run that is under way when it stops', async () => {
    let signal: AbortSignal | undefined;
    run = (given) =>
      new Promise((resolve) => (signal = given).addEventListener('abort', () => resolve(DONE)));
    await pass(100);
    expect(signal?.aborted).toBe(false);
    await scheduler.stop();
    expect(signal?.aborted).toBe(true);
  });

  it('stops and can be started again', async () => {
    await scheduler.stop();
    scheduler.soon();
    await pass(100_000);
    expect(runs).toBe(0);
    scheduler.start();
    await pass(100);
    expect(runs).toBe(1);
  });
});
