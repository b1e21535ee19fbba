import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { StreamsConfig } from '../../../config/streams.config';
import { MediaServers } from '../../../media-servers';
import { isDatabaseUnavailable } from '../../../platform/failures/is-database-unavailable';
import { FailureLog } from '../../../platform/failures/failure-log';
import { RowFaults } from '../../../platform/observability/row-faults';
import { PeriodicTask } from '../../../platform/scheduling/periodic-task';
import { parseViewer } from '../../tokens/viewer';
import { PendingRenewals } from './pending-renewals';
import { type NewSession, SessionWriter } from './session-writer';
import { type SessionActivity, type UnwrittenSession, UnwrittenSessions } from './unwritten-sessions';

/**
 * Milliseconds between two writes. Sessions that began since the last one are lost when the process is killed, and found
 * again in the media server's lists.
 */
const WRITE_INTERVAL_MS = 250;
/** Number of writes per write of activity. */
const WRITES_PER_ACTIVITY = 20;
/** Sessions that wait while the database is unavailable; past it the older ones are not recorded. */
const MAX_WAITING = 10_000;
/** Sessions that are written together. */
const BATCH_SIZE = 1000;

/** Writes begun viewing sessions, renewed leases and activity to the database, in batches after the hook has answered. */
@Injectable()
export class SessionRecorder implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(SessionRecorder.name);
  private begun: UnwrittenSession[] = [];
  private activity: readonly SessionActivity[] = [];
  private writes = 0;
  private readonly writing = new PeriodicTask({
    intervalMs: WRITE_INTERVAL_MS,
    firstDelayMs: WRITE_INTERVAL_MS,
    run: () => this.write(this.writes++ % WRITES_PER_ACTIVITY === 0),
    report: new FailureLog(this.logger, 'Viewing sessions cannot be written. They stay in memory.'),
  });

  constructor(
    private readonly unwrittenSessions: UnwrittenSessions,
    private readonly renewals: PendingRenewals,
    private readonly writer: SessionWriter,
    private readonly servers: MediaServers,
    private readonly config: StreamsConfig,
    private readonly faults: RowFaults,
  ) {}

  /** Viewing sessions that have begun and are not yet in the database. */
  get unwritten(): readonly UnwrittenSession[] {
    this.collectBegun();
    return [...this.begun];
  }

  /** Starts the periodic writes. */
  onApplicationBootstrap(): void {
    this.writing.start();
  }

  /** Writes what is left. */
  async onModuleDestroy(): Promise<void> {
    await this.writing.stop();
    await this.write(true);
  }

  private async write(withActivity: boolean): Promise<void> {
    await this.attempt('new sessions', () => this.writeBegun());
    await this.attempt('renewals', () => this.writeRenewals());
    if (withActivity) await this.attempt('activity', () => this.writeActivity());
  }

  private async writeBegun(): Promise<void> {
    this.collectBegun();
    const batch = this.begun.slice(0, BATCH_SIZE);
    // A session's media server is not known before the media servers are loaded.
    if (batch.length === 0 || this.servers.all.length === 0) return;
    const sessions = batch.flatMap((each) => this.isolate(each) ?? []);
    await this.writeEach(sessions, (some) => this.writer.add(some));
    const replaced = batch.flatMap(({ replaces }) => (replaces ? [{ jti: replaces }] : []));
    await this.writeEach(replaced, (some) => this.writer.addReplaced(some.map(({ jti }) => jti)));
    this.begun.splice(0, batch.length);
  }

  private async writeRenewals(): Promise<void> {
    const renewals = this.renewals.take();
    try {
      await this.writeEach(renewals, (some) => this.writer.renew(some));
    } catch (failure) {
      if (isDatabaseUnavailable(failure)) this.renewals.restore(renewals);
      throw failure;
    }
  }

  private async writeActivity(): Promise<void> {
    this.activity = newestOf([...this.activity, ...this.unwrittenSessions.takeActivity()]);
    await this.writeEach(this.activity, (some) => this.writer.addActivity(some));
    this.activity = [];
  }

  /** Skips a row that the database rejects: it would be rejected again and block all later rows. */
  private writeEach<T extends { readonly jti: string }>(
    rows: readonly T[],
    write: (rows: readonly T[]) => Promise<void>,
  ): Promise<void> {
    return this.faults.writeEach('viewing-sessions', rows, ({ jti }) => `session ${jti}`, write);
  }

  private collectBegun(): void {
    this.begun.push(...this.unwrittenSessions.takeBegun());
    if (this.begun.length > MAX_WAITING) this.begun.splice(0, this.begun.length - MAX_WAITING);
  }

  private async attempt(what: string, write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (failure) {
      // The rows stay and are written at the next interval.
      if (!isDatabaseUnavailable(failure)) this.logger.error(`The ${what} could not be written.`, failure);
    }
  }

  private isolate(session: UnwrittenSession): NewSession | undefined {
    return this.faults.isolate('viewing-sessions', `session ${session.jti}`, () =>
      this.toNewSession(session),
    );
  }

  private toNewSession(session: UnwrittenSession): NewSession {
    const { at, sub, iat, sessionId, workshopId } = session;
    return {
      ...session,
      mediaServerId: this.servers.serving(workshopId, session.edgeId).id,
      viewer: parseViewer(sub),
      mediaIds: sessionId === null ? [] : [sessionId],
      issuedAt: new Date(iat * 1000),
      beganAt: at,
      leaseUntil: new Date(at.getTime() + this.config.unrenewedSeconds * 1000),
    };
  }
}

/** The newest activity of each session; bounded like the uses of tokens. */
function newestOf(activity: readonly SessionActivity[]): SessionActivity[] {
  return [...new Map(activity.map((each) => [each.jti, each])).values()];
}
