import { Logger } from '@nestjs/common';
import { ControlApiProblem } from '@ppf/mediamtx';
import { DesiredStreams } from './desired-streams';
import { KeepPaths } from './keep-paths';
import { type Reconciled, type ReconcilePaths } from './reconcile-paths';

const DONE: Reconciled = {
  desired: [
    { path: 'workshop-1/pit-1', kind: 'push', publishKeyId: null, publishKeySince: null, config: null },
  ],
  changes: [],
  refused: new Set(),
  notApplied: new Map(),
};

describe('keeping the paths in line', () => {
  let runs: number;
  let run: (signal: AbortSignal) => Promise<Reconciled>;
  let streams: DesiredStreams;
  let keep: KeepPaths;

  beforeEach(() => {
    jest.useFakeTimers();
    [runs, run] = [0, () => Promise.resolve(DONE)];
    streams = new DesiredStreams();
    const paths: Pick<ReconcilePaths, 'reconcile'> = {
      reconcile: (signal) => {
        runs += 1;
        return run(signal ?? AbortSignal.abort());
      },
    };
    keep = new KeepPaths(paths as ReconcilePaths, streams);
    keep.start();
  });
  afterEach(async () => {
    await keep.stop();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  it('runs at the start and tells what there should be', async () => {
    await pass(100);
    expect(runs).toBe(1);
    expect([...streams.all.keys()]).toEqual(['workshop-1/pit-1']);
  });

  it('makes one run of many changes, and one more of those that came meanwhile', async () => {
    await pass(1000);
    let finish: (done: Reconciled) => void = () => undefined;
    run = () => new Promise((resolve) => (finish = resolve));
    for (let pit = 0; pit < 100; pit += 1) keep.soon();
    await pass(100);
    expect(runs).toBe(2);
    keep.soon();
    keep.soon();
    await pass(5000);
    expect(runs).toBe(2);
    run = () => Promise.resolve(DONE);
    finish(DONE);
    await pass(1000);
    expect(runs).toBe(3);
  });

  it('runs from time to time though nothing happens, never at the same pace', async () => {
    await pass(100);
    await pass(23_900);
    expect(runs).toBe(1);
    await pass(12_200);
    expect(runs).toBe(2);
  });

  it('tries again after the media server was away, and says an unexpected failure aloud', async () => {
    const error = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
    jest.spyOn(Logger.prototype, 'debug').mockReturnValue();
    run = () => Promise.reject(new ControlApiProblem('unreachable', 'GET x', null, 'no connection'));
    await pass(100);
    expect(error).not.toHaveBeenCalled();
    run = () => Promise.reject(new Error('database away'));
    keep.soon();
    await pass(1000);
    expect(error).toHaveBeenCalledTimes(1);
    run = () => Promise.resolve(DONE);
    await pass(40_000);
    expect(streams.all.size).toBe(1);
  });

  it.each([3_600_000, -3_600_000])('runs as soon after a change when the clock leaps %s ms', async (leap) => {
    await pass(1000);
    jest.setSystemTime(Date.now() + leap);
    keep.soon();
    await pass(100);
    expect(runs).toBe(2);
    await pass(36_000);
    expect(runs).toBeLessThanOrEqual(4);
    expect(runs).toBeGreaterThanOrEqual(3);
  });

  it('lets go of a run that is under way when it stops', async () => {
    let signal: AbortSignal | undefined;
    run = (given) =>
      new Promise((resolve) => (signal = given).addEventListener('abort', () => resolve(DONE)));
    await pass(100);
    expect(signal?.aborted).toBe(false);
    await keep.stop();
    expect(signal?.aborted).toBe(true);
  });

  it('stops, and starts again', async () => {
    await keep.stop();
    keep.soon();
    await pass(100_000);
    expect(runs).toBe(0);
    keep.start();
    await pass(100);
    expect(runs).toBe(1);
  });
});
