import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { isDatabaseUnavailable } from '../../platform/failures/is-database-unavailable';
import { type LeaderCandidate, LeaderElection, LEADER_LOCKS } from '../../platform/database/leader-election';
import { RowFaults } from '../../platform/observability/row-faults';
import { DeliverMessages } from '../outbox/deliver-messages';
import { forgetAlerts } from '../outbox/forget-alerts';
import { AlertWorkshop } from './alert-workshop';
import { readUndecidedPits } from './undecided-pits';
import { WorkshopRotation } from './workshop-rotation';

/** Milliseconds between two looks. */
const LOOK_EVERY_MS = 5000;
/** Milliseconds that one look may last. Workshops that had no turn are the first of the next look. */
const LOOK_BUDGET_MS = 4000;
/** Milliseconds between two times of forgetting. */
const FORGET_EVERY_MS = 3_600_000;

/** Looks for cameras that are away or back, on one backend for all, and puts what is to be told into the outbox. */
@Injectable()
export class WatchOutages implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(WatchOutages.name);
  private readonly rotation = new WorkshopRotation(LOOK_BUDGET_MS);
  private candidate: LeaderCandidate | undefined;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private forgotAt = 0;
  private warned = false;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly leaderElection: LeaderElection,
    private readonly workshop: AlertWorkshop,
    private readonly deliver: DeliverMessages,
    private readonly faults: RowFaults,
  ) {}

  /** Nest's start. */
  onApplicationBootstrap(): void {
    this.candidate = this.leaderElection.join({ lock: LEADER_LOCKS.alerts, id: 0 }, () => undefined);
    this.timer = setInterval(() => {
      if (this.candidate?.state === 'leader') void this.look();
    }, LOOK_EVERY_MS);
  }

  /** Nest's shutdown. */
  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
    await this.candidate?.withdraw();
  }

  /** Looks now; while a look goes on, waits for that. Never throws. */
  look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    try {
      const now = this.clock.now();
      if ((await this.alertAll(now)) > 0) await this.deliver.look();
      await this.forget(now);
      this.warned = false;
    } catch (failure) {
      if (this.warned) return;
      this.warned = true;
      const why = isDatabaseUnavailable(failure) ? 'The database is away.' : String(failure);
      this.logger.warn(`Nobody is told of outages for now. ${why}`);
    }
  }

  /** @returns how many messages were written */
  private async alertAll(now: Date): Promise<number> {
    const undecided = await readUndecidedPits(this.database, now);
    let messages = 0;
    await this.rotation.run(undecided, async (pits) => {
      // One workshop's fault keeps no other one from being alerted.
      const written = await this.faults.isolateAsync('alerts', `workshop ${pits.workshopId}`, () =>
        this.workshop.alert(pits, now),
      );
      messages += written ?? 0;
    });
    return messages;
  }

  private async forget(now: Date): Promise<void> {
    if (now.getTime() - this.forgotAt < FORGET_EVERY_MS) return;
    this.forgotAt = now.getTime();
    await forgetAlerts(this.database, now);
  }
}
