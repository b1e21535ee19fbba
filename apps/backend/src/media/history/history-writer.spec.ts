import { Logger } from '@nestjs/common';
import { type DataSource } from 'typeorm';
import { HistoryConfig } from '../../config/history.config';
import { Clock } from '../../platform/clock';
import { HistoryWriter } from './history-writer';
import { Metrics } from '../../platform/observability/metrics/metrics';
import { RowFaults } from '../../platform/observability/row-faults';

describe('HistoryWriter', () => {
  let written: unknown[][];
  let query: () => Promise<unknown>;
  let writer: HistoryWriter;
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
    writer = new HistoryWriter(
      database as DataSource,
      new HistoryConfig({ streamDays: 90 }),
      new Clock(),
      new RowFaults(new Metrics()),
    );
    writer.onApplicationBootstrap();
  });
  afterEach(async () => {
    await writer.onModuleDestroy();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  const states = () => written.map((parameters) => parameters[7]);

  it('writes many changes in one statement, and without changes only `observed_until` now and then', async () => {
    const log = writer.begin();
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

  it('keeps changes in memory while they cannot be written, and logs it once', async () => {
    const log = writer.begin();
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

  it('starts no write during another one', async () => {
    let attempts = 0;
    query = () => {
      attempts += 1;
      return new Promise((_, reject) => setTimeout(() => reject(new Error('time-out')), 20_000));
    };
    writer.begin().record('workshop-1/pit-1', 'up');
    await pass(19_000);
    expect(attempts).toBe(1);
    query = () => Promise.resolve([[], 0]);
    await pass(5000);
    expect(states()).toEqual([['up']]);
  });

  it('writes the entries of an ended observation once', async () => {
    const log = writer.begin();
    log.record('workshop-1/pit-1', 'up');
    writer.end(log);
    await pass(10_000);
    expect(written).toHaveLength(1);
    expect(written[0]?.[6]).toEqual([expect.any(Date)]);
  });

  it('writes `observed_until` at the shutdown', async () => {
    const log = writer.begin();
    log.record('workshop-1/pit-1', 'up');
    await pass(2000);
    log.beginPoll(Date.now());
    await writer.onModuleDestroy();
    expect(written.map((parameters) => parameters[2])).toEqual([expect.any(Date), new Date(Date.now())]);
  });
});
