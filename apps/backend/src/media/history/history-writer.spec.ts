import { Logger } from '@nestjs/common';
import { type DataSource } from 'typeorm';
import { HistoryConfig } from '../../config/history.config';
import { Clock } from '../../platform/clock';
import { HistoryWriter } from './history-writer';
import { Metrics } from '../../platform/observability/metrics/metrics';
import { RowFaults } from '../../platform/observability/row-faults';

describe('keeping the history', () => {
  let written: unknown[][];
  let query: () => Promise<unknown>;
  let keep: HistoryWriter;
  let warn: jest.SpyInstance;

  beforeEach(() => {
    jest.useFakeTimers();
    warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    jest.spyOn(Logger.prototype, 'log').mockReturnValue();
    written = [];
    query = () => Promise.resolve([[], 0]);
    const database = {
      query: (sql: string, parameters: unknown[]) =>
        query().then((answer) => {
          if (sql.includes('INSERT INTO stream_period')) written.push(parameters);
          return answer;
        }),
    };
    keep = new HistoryWriter(
      database as DataSource,
      new HistoryConfig({ streamDays: 90 }),
      new Clock(),
      new RowFaults(new Metrics()),
    );
    keep.onApplicationBootstrap();
  });
  afterEach(async () => {
    await keep.onModuleDestroy();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  const states = () => written.map((parameters) => parameters[7]);

  it('writes many changes at once, and without one only now and then that it still looks', async () => {
    const log = keep.begin();
    for (let pit = 1; pit <= 1000; pit += 1) log.record(`workshop-1/pit-${pit}`, 'up');
    await pass(2000);
    expect(written).toHaveLength(1);
    expect(states()[0]).toHaveLength(1000);
    for (let second = 0; second < 60; second += 1) {
      log.beginPoll(Date.now());
      await pass(1000);
    }
    expect(written.length).toBeLessThanOrEqual(16);
    expect(states().slice(1).flat()).toEqual([]);
  });

  it('keeps what cannot be written, says so once, and writes it afterwards', async () => {
    const log = keep.begin();
    query = () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    log.record('workshop-1/pit-1', 'up');
    await pass(30_000);
    log.beginPoll(Date.now());
    log.record('workshop-1/pit-1', 'offline');
    await pass(30_000);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(written).toEqual([]);
    query = () => Promise.resolve([[], 0]);
    await pass(2000);
    expect(states()).toEqual([['up', 'offline']]);
  });

  it('does not write over a write that hangs', async () => {
    let asked = 0;
    query = () => {
      asked += 1;
      return new Promise((_, reject) => setTimeout(() => reject(new Error('time-out')), 20_000));
    };
    keep.begin().record('workshop-1/pit-1', 'up');
    await pass(19_000);
    expect(asked).toBe(1);
    query = () => Promise.resolve([[], 0]);
    await pass(5000);
    expect(states()).toEqual([['up']]);
  });

  it('writes what an observer that ended has seen, and no more of it', async () => {
    const log = keep.begin();
    log.record('workshop-1/pit-1', 'up');
    keep.end(log);
    await pass(10_000);
    expect(written).toHaveLength(1);
    expect(written[0]?.[6]).toEqual([expect.any(Date)]);
  });

  it('notes at the end until when it has looked', async () => {
    const log = keep.begin();
    log.record('workshop-1/pit-1', 'up');
    await pass(2000);
    log.beginPoll(Date.now());
    await keep.onModuleDestroy();
    expect(written.map((parameters) => parameters[2])).toEqual([expect.any(Date), new Date(Date.now())]);
  });
});
