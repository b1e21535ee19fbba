import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { HttpConfig } from '../../config/http.config';
import { ReadRecentPeriods } from '../../media';
import { RowFaults } from '../../platform/observability/row-faults';
import { type AlertAudience, type AlertPit, readAlertAudience } from './alert-audience';
import { type ChannelAlerts, decideAlerts } from './decide-alerts';
import type { UndecidedPits } from './undecided-pits';
import { writeAlerts } from './write-alerts';

/** How much history is read. Covers every outage that can still be reported; an older one is the last period. */
const HISTORY_WINDOW_MS = 2 * 3_600_000;
/** Pits that are decided before yielding to the event loop. With 400 periods each, they take about 10 ms of CPU time. */
const PITS_PER_SLICE = 20;

/** Evaluates the alerts of one workshop and writes due messages to the outbox. */
@Injectable()
export class EvaluateWorkshopAlerts {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly http: HttpConfig,
    private readonly periods: ReadRecentPeriods,
    private readonly faults: RowFaults,
  ) {}

  /** @returns The number of messages written. */
  async evaluate(undecided: UndecidedPits, now: Date): Promise<number> {
    const audience = await readAlertAudience(this.database, undecided, now, this.faults);
    let messages = 0;
    for (const alerts of await this.decide(audience, now))
      messages += await writeAlerts(this.database, alerts, { now, publicUrl: this.http.publicUrl });
    return messages;
  }

  /** Decides in slices of pits and merges them by channel, so that one email covers all pits. */
  private async decide(audience: AlertAudience, now: Date): Promise<ChannelAlerts[]> {
    const decided = new Map<number, ChannelAlerts>();
    for (let at = 0; at < audience.pits.length; at += PITS_PER_SLICE) {
      const pits = audience.pits.slice(at, at + PITS_PER_SLICE);
      for (const { channel, alerts } of await this.decideSlice(audience, pits, now)) {
        const before = decided.get(channel.id)?.alerts ?? [];
        decided.set(channel.id, { channel, alerts: [...before, ...alerts] });
      }
      await yieldToEventLoop();
    }
    return [...decided.values()];
  }

  private async decideSlice(audience: AlertAudience, pits: readonly AlertPit[], now: Date) {
    const ids = pits.map(({ id }) => id);
    const periods = await this.periods.read(ids, new Date(now.getTime() - HISTORY_WINDOW_MS), now);
    return decideAlerts({ ...audience, pits }, periods, now.getTime());
  }
}
