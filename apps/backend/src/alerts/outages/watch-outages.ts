import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { HttpConfig } from '../../config/http.config';
import { ReadRecentPeriods } from '../../media';
import { Clock } from '../../platform/clock';
import { isDatabaseAway } from '../../platform/database/is-database-away';
import { type Candidacy, Leadership, LEADERSHIPS } from '../../platform/database/leadership';
import { DeliverMessages } from '../outbox/deliver-messages';
import { forgetAlerts } from '../outbox/forget-alerts';
import { readAlertAudience } from './alert-audience';
import { decideAlerts } from './decide-alerts';
import { undecidedPits } from './undecided-pits';
import { writeAlerts } from './write-alerts';

/** Milliseconds between two looks. */
const LOOK_EVERY_MS = 5000;
/** How far back is looked, in milliseconds: an outage that is told began later, or is the last period before. */
const LOOK_BACK_MS = 2 * 3_600_000;
/** Pits whose periods are read at once: what is read is worked through in the hook's process. */
const PITS_AT_ONCE = 200;
/** Milliseconds between two times of forgetting. */
const FORGET_EVERY_MS = 3_600_000;

/** Looks for cameras that are away or back, on one backend for all, and puts what is to be told into the outbox. */
@Injectable()
export class WatchOutages implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(WatchOutages.name);
  private candidacy: Candidacy | undefined;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private forgotAt = 0;
  private warned = false;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly http: HttpConfig,
    private readonly leadership: Leadership,
    private readonly periods: ReadRecentPeriods,
    private readonly deliver: DeliverMessages,
  ) {}

  /** Nest's start. */
  onApplicationBootstrap(): void {
    this.candidacy = this.leadership.stand({ lock: LEADERSHIPS.alerts, id: 0 }, () => undefined);
    this.timer = setInterval(() => {
      if (this.candidacy?.standing === 'leader') void this.look();
    }, LOOK_EVERY_MS);
  }

  /** Nest's shutdown. */
  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
    await this.candidacy?.withdraw();
  }

  /** Looks now; while a look goes on, waits for that. Never throws. */
  look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    try {
      const now = this.clock.now();
      if ((await this.tell(now)) > 0) await this.deliver.look();
      await this.forget(now);
      this.warned = false;
    } catch (failure) {
      if (this.warned) return;
      this.warned = true;
      const why = isDatabaseAway(failure) ? 'The database is away.' : String(failure);
      this.logger.warn(`Nobody is told of outages for now. ${why}`);
    }
  }

  private async tell(now: Date): Promise<number> {
    const audience = await readAlertAudience(this.database, now);
    const pitIds = audience.pits.map(({ id }) => id);
    const away = await this.periods.away(pitIds, now);
    const undecided = undecidedPits(audience, away);
    let messages = 0;
    for (let at = 0; at < undecided.length; at += PITS_AT_ONCE) {
      const some = undecided.slice(at, at + PITS_AT_ONCE);
      const ids = some.map(({ id }) => id);
      const periods = await this.periods.read(ids, new Date(now.getTime() - LOOK_BACK_MS), now);
      for (const alerts of decideAlerts({ ...audience, pits: some }, periods, now.getTime()))
        messages += await writeAlerts(this.database, alerts, { now, publicUrl: this.http.publicUrl });
    }
    return messages;
  }

  private async forget(now: Date): Promise<void> {
    if (now.getTime() - this.forgotAt < FORGET_EVERY_MS) return;
    this.forgotAt = now.getTime();
    await forgetAlerts(this.database, now);
  }
}
