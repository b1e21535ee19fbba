import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Subscription } from 'rxjs';
import { StreamsConfig } from '../../config/streams.config';
import { type MediaServer, MediaServers } from '../../media';
import { isDatabaseAway } from '../../platform/database/is-database-away';
import { type Candidacy, Leadership, LEADERSHIPS } from '../../platform/database/leadership';
import { KeepRevocations } from '../revocation/keep-revocations';
import { SettleMediaServer } from './settle-media-server';
import { SweepLeases } from './sweep-leases';
import { Turns } from './turns';

/** Milliseconds between two looks at a media server's sessions. */
const EVERY_MS = 2000;
/** Milliseconds until the next look after somebody was disconnected: whether they are gone. */
const CHECK_MS = 50;

/**
 * Completes the records of viewing sessions, sweeps leases and disconnects who was revoked: on one backend, the leader,
 * for each media server by itself, so that one that hangs holds up no other.
 */
@Injectable()
export class CompleteViewings implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(CompleteViewings.name);
  private readonly following = new Subscription();
  private readonly byServer = new Map<number, Turns>();
  private readonly sweeping = new Turns(EVERY_MS, () => this.sweep());
  private candidacy: Candidacy | undefined;
  private sweepFrom = Infinity;

  constructor(
    private readonly leadership: Leadership,
    private readonly servers: MediaServers,
    private readonly settlement: SettleMediaServer,
    private readonly leases: SweepLeases,
    private readonly revocations: KeepRevocations,
    private readonly config: StreamsConfig,
  ) {}

  /** Nest's start. */
  onApplicationBootstrap(): void {
    this.following.add(this.revocations.changes.subscribe(() => this.soon()));
    const of = { lock: LEADERSHIPS.viewingSessions, id: 0 };
    this.candidacy = this.leadership.stand(of, (standing) =>
      standing === 'leader' ? this.begin() : this.stop(),
    );
  }

  /** Nest's shutdown. */
  async onModuleDestroy(): Promise<void> {
    this.following.unsubscribe();
    await Promise.all(this.stop());
    await this.candidacy?.withdraw();
  }

  private begin(): void {
    this.settlement.reset();
    // While nobody led, nobody may have been there to renew with.
    this.sweepFrom = Date.now() + this.config.leaseSeconds * 1000;
    this.sweeping.start();
  }

  private stop(): Promise<void>[] {
    return [this.sweeping, ...this.byServer.values()].map((turns) => turns.stop());
  }

  private soon(): void {
    for (const turns of this.byServer.values()) turns.soon(0);
  }

  /** Follows the list of media servers, which may change, and ends what was not renewed. */
  private async sweep(): Promise<void> {
    for (const server of this.servers.all) {
      const turns = this.byServer.get(server.id) ?? this.turnsOf(server.id);
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

  private turnsOf(id: number): Turns {
    const turns: Turns = new Turns(EVERY_MS, async () => {
      const server = this.servers.all.find((each) => each.id === id);
      if (server) await this.attempt(() => this.settle(server, turns));
    });
    return turns;
  }

  private async settle(server: MediaServer, turns: Turns): Promise<void> {
    if (await this.settlement.settle(server)) turns.soon(CHECK_MS);
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (failure) {
      if (!isDatabaseAway(failure)) this.logger.error('Viewing sessions could not be completed.', failure);
      // What was renewed meanwhile is written first.
      this.sweepFrom = Math.max(this.sweepFrom, Date.now() + this.config.leaseSeconds * 1000);
    }
  }
}
