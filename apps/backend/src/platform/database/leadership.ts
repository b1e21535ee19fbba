import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Client } from 'pg';
import { DatabaseConfig } from '../../config/database.config';

/** Work that one backend at a time does for all on the same database. Arbitrary numbers that must differ. */
export const LEADERSHIPS = { mediaServer: 727_101, viewingSessions: 727_102, alerts: 727_103 } as const;

/**
 * How a backend stands: `leader` does the work; `follower`: another one does; `cut-off`: the database cannot be asked,
 * so somebody else may lead by now. Whatever writes may be done by the leader only.
 */
export type Standing = 'leader' | 'follower' | 'cut-off';

/** Which work. */
export interface LeadershipOf {
  readonly lock: (typeof LEADERSHIPS)[keyof typeof LEADERSHIPS];
  /** On which one of several, by its id; 0 where there is only one. */
  readonly id: number;
}

/** A backend's wish to lead. */
export interface Candidacy {
  readonly standing: Standing;
  /** Gives up, and lets go of the lock, so that another one leads within a second. */
  withdraw(): Promise<void>;
}

/** Milliseconds between two questions: followers ask for the lock, the leader whether it is still connected. */
const EVERY_MS = 1000;
/** Milliseconds without an answer after which the connection counts as lost, and with it the lead. */
const LOST_AFTER_MS = 2000;
/**
 * PostgreSQL frees the locks of a host that vanished after 4 + 1 × 2 s (of one that was killed at once, since its
 * connection closes), which is longer than that host takes to notice itself. On socket files this has no meaning.
 */
const KEEPALIVE =
  'SET tcp_keepalives_idle = 4; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 2; SET tcp_user_timeout = 6000';

interface Candidate {
  readonly of: LeadershipOf;
  readonly changed: (standing: Standing) => void;
  standing: Standing;
}

/**
 * Elects one backend for each work by PostgreSQL's session-level advisory locks, on one connection of its own for all
 * of them. Needs a direct connection, or a pooler in session mode, as LISTEN does (`checkSessions` refuses others). A host that was suspended may
 * believe for a second or two after it woke that it still leads, so what leaders do must bear to be done twice.
 */
@Injectable()
export class Leadership implements OnModuleDestroy {
  private readonly logger = new Logger(Leadership.name);
  private readonly candidates = new Set<Candidate>();
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private asking: Promise<void> | undefined;
  private closed = false;

  constructor(private readonly config: DatabaseConfig) {}

  /**
   * Stands for a work, until withdrawn. `cut-off` until the database was asked.
   * @param changed Told each new standing; must not throw.
   */
  stand(of: LeadershipOf, changed: (standing: Standing) => void): Candidacy {
    const candidate: Candidate = { of, changed, standing: 'cut-off' };
    this.candidates.add(candidate);
    this.askIn(0);
    return {
      get standing() {
        return candidate.standing;
      },
      withdraw: () => this.withdraw(candidate),
    };
  }

  /** Nest's shutdown: the locks end with the connection. */
  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    this.candidates.clear();
    await this.asking;
    await this.client?.end().catch(() => undefined);
  }

  private async withdraw(candidate: Candidate): Promise<void> {
    this.candidates.delete(candidate);
    await this.asking;
    if (candidate.standing !== 'leader' || !this.client) return;
    const { lock, id } = candidate.of;
    await this.client.query('SELECT pg_advisory_unlock($1, $2)', [lock, id]).catch(() => undefined);
  }

  private askIn(ms: number): void {
    if (this.closed || (this.asking && ms === 0)) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.asking = this.ask().finally(() => {
        this.asking = undefined;
        this.askIn(EVERY_MS);
      });
    }, ms);
  }

  private async ask(): Promise<void> {
    if (this.candidates.size === 0 && !this.client) return;
    try {
      this.client ??= await this.connect();
      await this.tryLocks(this.client);
    } catch {
      this.lose(this.client);
    }
  }

  private async tryLocks(client: Client): Promise<void> {
    const others = [...this.candidates].filter(({ standing }) => standing !== 'leader');
    // One that is held already would be counted up, and an unlock not free it. With none, this asks whether all is well.
    const { rows } = await client.query<{ held: boolean }>(
      `SELECT pg_try_advisory_lock(wanted.lock, wanted.id) AS held
       FROM unnest($1::int[], $2::int[]) WITH ORDINALITY AS wanted(lock, id, place) ORDER BY place`,
      [others.map(({ of }) => of.lock), others.map(({ of }) => of.id)],
    );
    if (this.client !== client) return;
    others.forEach((each, index) => this.tell(each, rows[index]?.held ? 'leader' : 'follower'));
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.config.url,
      application_name: 'ppf-backend-lead',
      keepAlive: true,
      connectionTimeoutMillis: LOST_AFTER_MS,
      query_timeout: LOST_AFTER_MS,
    });
    client.on('error', () => this.lose(client)).on('end', () => this.lose(client));
    try {
      await client.connect();
      await client.query(KEEPALIVE);
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    return client;
  }

  private lose(client: Client | undefined): void {
    if (this.client !== client) return;
    this.client = undefined;
    client?.end().catch(() => undefined);
    if (this.closed) return;
    for (const candidate of this.candidates) this.tell(candidate, 'cut-off');
  }

  private tell(candidate: Candidate, standing: Standing): void {
    if (candidate.standing === standing) return;
    candidate.standing = standing;
    if (!this.candidates.has(candidate)) return;
    const { lock, id } = candidate.of;
    this.logger.debug(`Leadership ${lock}/${id}: ${standing}.`);
    candidate.changed(standing);
  }
}
