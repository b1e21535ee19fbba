import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { HistoryConfig } from '../../config/history.config';
import { Clock } from '../../platform/clock';
import { isDatabaseUnavailable } from '../../platform/failures/is-database-unavailable';
import { RowFaults } from '../../platform/observability/row-faults';
import { type PeriodBatch, PeriodLog } from './period-log';
import { tidyPeriods, writePeriods } from './period-rows';

/** Milliseconds between two writes of what has changed. */
const WRITE_EVERY_MS = 2000;
/** Milliseconds between two notes that what goes on was still seen: so much a kill leaves unknown. */
export const NOTE_EVERY_MS = 4000;
/** Milliseconds between two tidyings. */
const TIDY_EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Writes down what observers see, in the background: an observer never waits for the database. While that is away,
 * changes are kept in memory, a bounded number of each pit, and written when it is back.
 */
@Injectable()
export class KeepHistory implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(KeepHistory.name);
  private readonly logs = new Map<PeriodLog, { notedUntil: number; isOver: boolean }>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  private tidiedAt = 0;
  private warned = false;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly config: HistoryConfig,
    private readonly clock: Clock,
    private readonly faults: RowFaults,
  ) {}

  /** Nest's start. */
  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.write(), WRITE_EVERY_MS);
  }

  /** Nest's shutdown: what is going on is known until now. */
  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.writing;
    for (const state of this.logs.values()) state.notedUntil = 0;
    await this.write();
  }

  /** Begins an observation: its log is written from now on. */
  begin(): PeriodLog {
    const log = new PeriodLog(this.clock.now().getTime());
    this.logs.set(log, { notedUntil: 0, isOver: false });
    return log;
  }

  /** Nothing more is seen; what was is still written. */
  end(log: PeriodLog): void {
    const state = this.logs.get(log);
    log.unheard();
    if (state) state.isOver = true;
  }

  /** Writes now what there is to write; while a write runs, waits for that. Never throws. */
  async write(): Promise<void> {
    this.writing ??= this.writeAll().finally(() => (this.writing = undefined));
    return this.writing;
  }

  private async writeAll(): Promise<void> {
    try {
      for (const [log, state] of this.logs) {
        const batch = log.batch();
        const isDue = batch.observedUntil - state.notedUntil >= NOTE_EVERY_MS;
        if (batch.entries.length > 0 || isDue) {
          await this.writeBatch(batch);
          log.written(batch);
          state.notedUntil = batch.observedUntil;
        }
        if (state.isOver && log.size === 0) this.logs.delete(log);
      }
      await this.tidy();
      if (this.warned) this.logger.log('The history of the pits is written again.');
      this.warned = false;
    } catch (failure) {
      if (this.warned) return;
      this.warned = true;
      const why = isDatabaseUnavailable(failure) ? 'The database is away.' : String(failure);
      this.logger.warn(`The history of the pits cannot be written, and is kept in memory meanwhile. ${why}`);
    }
  }

  /** An entry that the database refuses keeps neither the others nor other observers from being written. */
  private async writeBatch(batch: PeriodBatch): Promise<void> {
    if (batch.entries.length === 0) return writePeriods(this.database, batch);
    await this.faults.writeEach(
      'history',
      batch.entries,
      ({ path }) => path,
      (entries) => writePeriods(this.database, { ...batch, entries }),
    );
  }

  private async tidy(): Promise<void> {
    const now = this.clock.now();
    if (this.logs.size === 0 || now.getTime() - this.tidiedAt < TIDY_EVERY_MS) return;
    await tidyPeriods(this.database, new Date(now.getTime() - this.config.streamDays * DAY_MS), now);
    this.tidiedAt = now.getTime();
  }
}
