import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { StreamsConfig } from '../../config/streams.config';
import { MediaServers } from '../../media';
import { isDatabaseAway } from '../../platform/database/is-database-away';
import { RowFaults } from '../../platform/observability/row-faults';
import { type MediaActivity, type MediaAdmission, MediaAuthRecord } from '../hook/media-auth-record';
import { viewerOf } from './viewer';
import { ViewingRenewals } from './viewing-renewals';
import { type NewViewing, WriteViewings } from './write-viewings';

/** Milliseconds between two writings. What was admitted since is lost with a killed process, and found again at the media server. */
const EVERY_MS = 250;
/** Writings between two of what merely went on. */
const ACTIVITY_EVERY = 20;
/** Admissions that wait while the database is away; past it the older ones are not recorded. */
const MAX_WAITING = 10_000;
/** At once to the database. */
const BATCH = 1000;

/** Writes down what the hook admitted and players renewed, after MediaMTX has its answer and many at a time. */
@Injectable()
export class RecordViewings implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(RecordViewings.name);
  private admissions: MediaAdmission[] = [];
  private activity: readonly MediaActivity[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  private turns = 0;
  private closed = false;

  constructor(
    private readonly record: MediaAuthRecord,
    private readonly renewals: ViewingRenewals,
    private readonly writes: WriteViewings,
    private readonly servers: MediaServers,
    private readonly config: StreamsConfig,
    private readonly faults: RowFaults,
  ) {}

  /** Sessions that were admitted and not yet written. */
  get unwritten(): readonly MediaAdmission[] {
    this.take();
    return [...this.admissions];
  }

  /** Nest's start. */
  onApplicationBootstrap(): void {
    this.next();
  }

  /** Nest's shutdown: what is known is written. */
  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.writing;
    await this.write(true);
  }

  private next(): void {
    if (this.closed) return;
    this.timer = setTimeout(() => {
      this.writing = this.write(this.turns++ % ACTIVITY_EVERY === 0).finally(() => this.next());
    }, EVERY_MS);
  }

  private async write(activityToo: boolean): Promise<void> {
    await this.attempt('admissions', () => this.writeAdmissions());
    await this.attempt('renewals', () => this.writeRenewals());
    if (activityToo) await this.attempt('activity', () => this.writeActivity());
  }

  private async writeAdmissions(): Promise<void> {
    this.take();
    const batch = this.admissions.slice(0, BATCH);
    // Before the media servers are known, which of them it was cannot be said.
    if (batch.length === 0 || this.servers.all.length === 0) return;
    const viewings = batch.flatMap((each) => this.viewingOf(each) ?? []);
    await this.writeEach(viewings, (some) => this.writes.add(some));
    const replaced = batch.flatMap(({ replaces }) => (replaces ? [{ jti: replaces }] : []));
    await this.writeEach(replaced, (some) => this.writes.replaced(some.map(({ jti }) => jti)));
    this.admissions.splice(0, batch.length);
  }

  private async writeRenewals(): Promise<void> {
    const renewals = this.renewals.take();
    try {
      await this.writeEach(renewals, (some) => this.writes.renew(some));
    } catch (failure) {
      if (isDatabaseAway(failure)) this.renewals.putBack(renewals);
      throw failure;
    }
  }

  private async writeActivity(): Promise<void> {
    this.activity = newestOf([...this.activity, ...this.record.takeActivity()]);
    await this.writeEach(this.activity, (some) => this.writes.seen(some));
    this.activity = [];
  }

  /** What the database refuses for itself would be refused for ever, and hold up all that follows: it alone is left out. */
  private writeEach<T extends { readonly jti: string }>(
    rows: readonly T[],
    write: (rows: readonly T[]) => Promise<void>,
  ): Promise<void> {
    return this.faults.writeEach('viewing-sessions', rows, ({ jti }) => `session ${jti}`, write);
  }

  private take(): void {
    this.admissions.push(...this.record.takeAdmissions());
    if (this.admissions.length > MAX_WAITING) this.admissions.splice(0, this.admissions.length - MAX_WAITING);
  }

  private async attempt(what: string, write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (failure) {
      // They stay, and the next turn tries again.
      if (!isDatabaseAway(failure)) this.logger.error(`The ${what} could not be written.`, failure);
    }
  }

  private viewingOf(admission: MediaAdmission): NewViewing | undefined {
    return this.faults.isolate('viewing-sessions', `session ${admission.jti}`, () =>
      this.newViewingOf(admission),
    );
  }

  private newViewingOf(admission: MediaAdmission): NewViewing {
    const { at, sub, iat, sessionId, workshopId } = admission;
    return {
      ...admission,
      mediaServerId: this.servers.get(admission.edgeId ?? 0)?.id ?? this.servers.of(workshopId).id,
      viewer: viewerOf(sub),
      mediaIds: sessionId === null ? [] : [sessionId],
      issuedAt: new Date(iat * 1000),
      beganAt: at,
      leaseUntil: new Date(at.getTime() + this.config.unrenewedSeconds * 1000),
    };
  }
}

/** The newest of each session, bounded like the uses of tokens. */
function newestOf(activity: readonly MediaActivity[]): MediaActivity[] {
  return [...new Map(activity.map((each) => [each.jti, each])).values()];
}
