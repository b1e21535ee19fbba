import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Subscription } from 'rxjs';
import { StreamsConfig } from '../../../config/streams.config';
import { type MediaServer, MediaServers } from '../../../media-servers';
import { isDatabaseUnavailable } from '../../../platform/failures/is-database-unavailable';
import {
  type LeaderCandidate,
  LeaderElection,
  LEADER_LOCKS,
} from '../../../platform/database/leader-election';
import { RevocationProjection } from '../recording/revocation-projection';
import { SessionReconciler } from './session-reconciler';
import { SweepLeases } from './sweep-leases';
import { Turns } from './turns';

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
  private readonly byServer = new Map<number, Turns>();
  private readonly sweeping = new Turns(RECONCILE_INTERVAL_MS, () => this.sweep());
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
    return [this.sweeping, ...this.byServer.values()].map((turns) => turns.stop());
  }

  private reconcileNow(): void {
    for (const turns of this.byServer.values()) turns.soon(0);
  }

  /** Follows changes of the list of media servers, and revokes sessions whose lease has ended. */
  private async sweep(): Promise<void> {
    for (const server of this.servers.all) {
      const turns = this.byServer.get(server.id) ?? this.createTask(server.id);
      this.byServer.set(server.id, turns);
      turns.start();
    }
    for (const [id, turns] of this.byServer) {
      if (this.servers.all.some((server) => server.id === id)) continue;
      this.byServer.delete(id);
      await turns.stop();
    }
    if (Date.now() < this.sweepFrom) return;
    const ids = this.servers.all.map(({ id }) => id);
    await this.attempt(() => this.leases.sweep(new Date(), ids));
  }

  private createTask(id: number): Turns {
    const turns: Turns = new Turns(RECONCILE_INTERVAL_MS, async () => {
      const server = this.servers.all.find((each) => each.id === id);
      if (server) await this.attempt(() => this.reconcile(server, turns));
    });
    return turns;
  }

  private async reconcile(server: MediaServer, turns: Turns): Promise<void> {
    if (await this.reconciler.reconcile(server)) turns.soon(RECHECK_DELAY_MS);
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (failure) {
      if (!isDatabaseUnavailable(failure))
        this.logger.error('Viewing sessions could not be reconciled.', failure);
      // Renewals of this time are written first.
      this.sweepFrom = Math.max(this.sweepFrom, Date.now() + this.config.leaseSeconds * 1000);
    }
  }
}
