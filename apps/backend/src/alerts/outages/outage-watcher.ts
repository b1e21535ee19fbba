import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { type LeaderCandidate, LeaderElection, LEADER_LOCKS } from '../../platform/database/leader-election';
import { FailureLog } from '../../platform/failures/failure-log';
import { PeriodicTask } from '../../platform/scheduling/periodic-task';
import { deleteExpiredAlerts } from '../outbox/delete-expired-alerts';
import { OutboxDispatcher } from '../outbox/outbox-dispatcher';
import { EvaluateWorkshopAlerts } from './evaluate-workshop-alerts';
import { FailingWorkshops } from './failing-workshops';
import { readUndecidedPits } from './undecided-pits';
import { WorkshopRotation } from './workshop-rotation';

const CHECK_INTERVAL_MS = 5000;
/** Maximum duration of one check. The next check starts with the workshops that were not reached. */
const CHECK_BUDGET_MS = 4000;
const CLEANUP_INTERVAL_MS = 3_600_000;

/** Detects outages and recoveries on the leader, and writes the alerts to the outbox. */
@Injectable()
export class OutageWatcher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rotation = new WorkshopRotation(CHECK_BUDGET_MS);
  private readonly checks = new PeriodicTask({
    intervalMs: CHECK_INTERVAL_MS,
    firstDelayMs: CHECK_INTERVAL_MS,
    run: () => (this.candidate?.state === 'leader' ? this.checkAll() : undefined),
    report: new FailureLog(new Logger(OutageWatcher.name), 'No alerts are sent.', 'Alerts are sent again.'),
  });
  private candidate: LeaderCandidate | undefined;
  private cleanedUpAt = 0;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly leaderElection: LeaderElection,
    private readonly evaluation: EvaluateWorkshopAlerts,
    private readonly dispatcher: OutboxDispatcher,
    private readonly failing: FailingWorkshops,
  ) {}

  /** Nest lifecycle hook: joins the leader election and starts the checks. */
  onApplicationBootstrap(): void {
    this.candidate = this.leaderElection.join({ lock: LEADER_LOCKS.alerts, id: 0 }, () => undefined);
    this.checks.start();
  }

  /** Nest lifecycle hook: ends the check in progress and withdraws from the election. */
  async onModuleDestroy(): Promise<void> {
    await this.checks.stop();
    await this.candidate?.withdraw();
  }

  /** Checks all workshops once. The periodic task calls this on the leader; specs call it directly. */
  async checkAll(): Promise<void> {
    const now = this.clock.now();
    if ((await this.evaluateAll(now)) > 0) await this.dispatcher.dispatch();
    await this.cleanUp(now);
  }

  /** @returns The number of messages written. */
  private async evaluateAll(now: Date): Promise<number> {
    const undecided = await readUndecidedPits(this.database, now);
    this.failing.retain(new Set(undecided.map(({ workshopId }) => workshopId)));
    let messages = 0;
    await this.rotation.run(undecided, async (pits) => {
      const written = await this.failing.isolate(pits.workshopId, () => this.evaluation.evaluate(pits, now));
      messages += written ?? 0;
    });
    return messages;
  }

  private async cleanUp(now: Date): Promise<void> {
    if (now.getTime() - this.cleanedUpAt < CLEANUP_INTERVAL_MS) return;
    this.cleanedUpAt = now.getTime();
    await deleteExpiredAlerts(this.database, now);
  }
}
