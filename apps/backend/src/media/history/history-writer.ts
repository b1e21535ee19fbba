import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { HistoryConfig } from '../../config/history.config';
import { Clock } from '../../platform/clock';
import { FailureLog } from '../../platform/failures/failure-log';
import { RowFaults } from '../../platform/observability/row-faults';
import { PeriodicTask } from '../../platform/scheduling/periodic-task';
import { type PeriodBatch, PeriodLog } from './period-log';
import { cleanUpPeriods, writePeriods } from './period-rows';

/** Milliseconds between two writes of changes. */
const WRITE_INTERVAL_MS = 2000;
/** Milliseconds between two writes of `observed_until`: that much is unknown after the process is killed. */
export const OBSERVED_UNTIL_INTERVAL_MS = 4000;
/** Milliseconds between two cleanups. */
const CLEANUP_INTERVAL_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Writes the stream history in the background, so that polling never waits for the database. While the database is
 * unreachable, a limited number of changes per stream stays in memory and is written later.
 */
@Injectable()
export class HistoryWriter implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logs = new Map<PeriodLog, { writtenUntil: number; hasEnded: boolean }>();
  private readonly writing = new PeriodicTask({
    intervalMs: WRITE_INTERVAL_MS,
    firstDelayMs: WRITE_INTERVAL_MS,
    run: () => this.writeAll(),
    report: new FailureLog(
      new Logger(HistoryWriter.name),
      'The stream history cannot be written and stays in memory meanwhile.',
      'The stream history is written again.',
    ),
  });
  private cleanedUpAt = 0;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly config: HistoryConfig,
    private readonly clock: Clock,
    private readonly faults: RowFaults,
  ) {}

  /** Starts the periodic writes. */
  onApplicationBootstrap(): void {
    this.writing.start();
  }

  /** Writes all changes, and until when the open periods have lasted. */
  async onModuleDestroy(): Promise<void> {
    await this.writing.stop();
    for (const state of this.logs.values()) state.writtenUntil = 0;
    await this.write();
  }

  /** Begins an observation, whose log is written from now on. */
  begin(): PeriodLog {
    const log = new PeriodLog(this.clock.now().getTime());
    this.logs.set(log, { writtenUntil: 0, hasEnded: false });
    return log;
  }

  /** Ends an observation. Its pending entries are still written. */
  end(log: PeriodLog): void {
    const state = this.logs.get(log);
    log.closeAll();
    if (state) state.hasEnded = true;
  }

  /** Writes all pending entries now; during a write, waits for that one instead. Never throws. */
  write(): Promise<void> {
    return this.writing.runNow();
  }

  private async writeAll(): Promise<void> {
    for (const [log, state] of this.logs) {
      const batch = log.batch();
      const isDue = batch.observedUntil - state.writtenUntil >= OBSERVED_UNTIL_INTERVAL_MS;
      if (batch.entries.length > 0 || isDue) {
        await this.writeBatch(batch);
        log.markWritten(batch);
        state.writtenUntil = batch.observedUntil;
      }
      if (state.hasEnded && log.size === 0) this.logs.delete(log);
    }
    await this.cleanUp();
  }

  /** An entry that the database refuses blocks neither the other entries nor other observations. */
  private async writeBatch(batch: PeriodBatch): Promise<void> {
    if (batch.entries.length === 0) return writePeriods(this.database, batch);
    await this.faults.writeEach(
      'history',
      batch.entries,
      ({ path }) => path,
      (entries) => writePeriods(this.database, { ...batch, entries }),
    );
  }

  private async cleanUp(): Promise<void> {
    const now = this.clock.now();
    if (this.logs.size === 0 || now.getTime() - this.cleanedUpAt < CLEANUP_INTERVAL_MS) return;
    await cleanUpPeriods(this.database, new Date(now.getTime() - this.config.streamDays * DAY_MS), now);
    this.cleanedUpAt = now.getTime();
  }
}
