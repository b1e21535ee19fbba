import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Subscription } from 'rxjs';
import { StreamsConfig } from '../../../config/streams.config';
import { MediaServers } from '../../../media-servers';
import {
  type LeaderCandidate,
  LeaderElection,
  LEADER_LOCKS,
} from '../../../platform/database/leader-election';
import { FailureLog } from '../../../platform/failures/failure-log';
import { PeriodicTask, type RunReport } from '../../../platform/scheduling/periodic-task';
import { RevocationProjection } from '../recording/revocation-projection';
import { SessionReconciler } from './session-reconciler';
import { SweepLeases } from './sweep-leases';

/** Milliseconds between two reconciliations of a media server's viewing sessions. */
const RECONCILE_INTERVAL_MS = 2000;
/** Milliseconds from a disconnection to the next reconciliation, which records the end. */
const RECHECK_DELAY_MS = 50;

/**
 * Reconciles viewing sessions periodically and sweeps leases, on the leader only. Each media server has its own task, so
 * that one that does not answer delays no other.
 */
@Injectable()
export class SessionReconcileTask implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(SessionReconcileTask.name);
  private readonly subscription = new Subscription();
  private readonly byServer = new Map<number, PeriodicTask>();
  private readonly sweeping = new PeriodicTask({
    intervalMs: RECONCILE_INTERVAL_MS,
    run: () => this.sweep(),
    report: this.createReport('Leases of viewing sessions cannot be checked.'),
  });
  private candidate: LeaderCandidate | undefined;
  private sweepFrom = Infinity;

  constructor(
    private readonly leaderElection: LeaderElection,
    private readonly servers: MediaServers,
    private readonly reconciler: SessionReconciler,
    private readonly leases: SweepLeases,
    private readonly revocations: RevocationProjection,
    private readonly config: StreamsConfig,
  ) {}

  /** Stands for leader election, and reconciles after each revocation. */
  onApplicationBootstrap(): void {
    this.subscription.add(this.revocations.changes.subscribe(() => this.reconcileNow()));
    const of = { lock: LEADER_LOCKS.viewingSessions, id: 0 };
    this.candidate = this.leaderElection.join(of, (state) =>
      state === 'leader' ? this.start() : this.stop(),
    );
  }

  /** Stops all tasks and gives up the leaderElection. */
  async onModuleDestroy(): Promise<void> {
    this.subscription.unsubscribe();
    await Promise.all(this.stop());
    await this.candidate?.withdraw();
  }

  private start(): void {
    this.reconciler.reset();
    // Without a leader there may have been no backend to renew leases with.
    this.sweepFrom = Date.now() + this.config.leaseSeconds * 1000;
    this.sweeping.start();
  }

  private stop(): Promise<void>[] {
    return [this.sweeping, ...this.byServer.values()].map((task) => task.stop());
  }

  private reconcileNow(): void {
    for (const task of this.byServer.values()) task.runSoon();
  }

  /** Follows changes of the list of media servers, and revokes sessions whose lease has ended. */
  private async sweep(): Promise<void> {
    for (const server of this.servers.all) {
      const task = this.byServer.get(server.id) ?? this.createTask(server.id);
      this.byServer.set(server.id, task);
      task.start();
    }
    for (const [id, task] of this.byServer) {
      if (this.servers.all.some((server) => server.id === id)) continue;
      this.byServer.delete(id);
      await task.stop();
    }
    if (Date.now() < this.sweepFrom) return;
    const ids = this.servers.all.map(({ id }) => id);
    await this.leases.sweep(new Date(), ids);
  }

  private createTask(id: number): PeriodicTask {
    const task: PeriodicTask = new PeriodicTask({
      intervalMs: RECONCILE_INTERVAL_MS,
      run: async () => {
        const server = this.servers.all.find((each) => each.id === id);
        if (server && (await this.reconciler.reconcile(server))) task.runSoon(RECHECK_DELAY_MS);
      },
      report: this.createReport('Viewing sessions cannot be reconciled.'),
    });
    return task;
  }

  /** After a failure no lease is swept for the length of a lease: renewals of this time are written first. */
  private createReport(failedText: string): RunReport {
    const log = new FailureLog(this.logger, failedText);
    return {
      failed: (failure) => {
        log.failed(failure);
        this.sweepFrom = Math.max(this.sweepFrom, Date.now() + this.config.leaseSeconds * 1000);
      },
      succeeded: () => log.succeeded(),
    };
  }
}
