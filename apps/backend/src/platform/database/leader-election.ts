import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Client } from 'pg';
import { DatabaseConfig } from '../../config/database.config';
import { PeriodicTask } from '../scheduling/periodic-task';

/** Advisory locks of the work that one backend does for all backends on the same database. Arbitrary, distinct numbers. */
export const LEADER_LOCKS = { mediaServer: 727_101, viewingSessions: 727_102, alerts: 727_103 } as const;

/**
 * State of a backend in an election. `leader`: it does the work. `follower`: another backend does. `disconnected`: the
 * database cannot be reached, so another backend may be the leader. Only a `leader` may write.
 */
export type LeaderState = 'leader' | 'follower' | 'disconnected';

/** The work that a leader is elected for. */
export interface LeaderRole {
  readonly lock: (typeof LEADER_LOCKS)[keyof typeof LEADER_LOCKS];
  /** Id of the thing that the work is on; 0 where there is only one. */
  readonly id: number;
}

/** A backend that takes part in an election. */
export interface LeaderCandidate {
  readonly state: LeaderState;
  /** Leaves the election and releases the lock, so that another backend becomes the leader within a second. */
  withdraw(): Promise<void>;
}

/** Milliseconds between two checks: followers try the lock, the leader verifies its connection. */
const CHECK_INTERVAL_MS = 1000;
/** Milliseconds without a response after which the connection, and with it the lead, counts as lost. */
const ANSWER_TIMEOUT_MS = 2000;
/**
 * PostgreSQL releases the locks of a host that vanished after 4 + 1 × 2 s (those of a killed process immediately, because its
 * connection closes). That is longer than the host needs to detect the loss itself. No effect on Unix sockets.
 */
const KEEPALIVE =
  'SET tcp_keepalives_idle = 4; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 2; SET tcp_user_timeout = 6000';

interface Candidate {
  readonly role: LeaderRole;
  readonly onChange: (state: LeaderState) => void;
  state: LeaderState;
}

/**
 * Elects one backend per role with PostgreSQL's session-level advisory locks, on one dedicated connection for all roles.
 * Needs a direct connection or a pooler in session mode, as LISTEN does (`checkSessions` refuses others). A host that was
 * suspended may act as the leader for a second or two after it resumes, so leaders' work must be safe to do twice.
 */
@Injectable()
export class LeaderElection implements OnModuleDestroy {
  private readonly logger = new Logger(LeaderElection.name);
  private readonly candidates = new Set<Candidate>();
  private client: Client | undefined;
  private closed = false;
  private readonly checking = new PeriodicTask({
    intervalMs: CHECK_INTERVAL_MS,
    run: () => this.check(),
    report: { failed: () => this.lose(this.client) },
  });

  constructor(private readonly config: DatabaseConfig) {}

  /**
   * Takes part in the election for a role until withdrawn. The state is `disconnected` until the first check.
   * @param onChange Receives each new state; must not throw.
   */
  join(role: LeaderRole, onChange: (state: LeaderState) => void): LeaderCandidate {
    const candidate: Candidate = { role, onChange, state: 'disconnected' };
    this.candidates.add(candidate);
    if (!this.closed) this.checking.start();
    this.checking.runSoon();
    return {
      get state() {
        return candidate.state;
      },
      withdraw: () => this.withdraw(candidate),
    };
  }

  /** Nest's shutdown: closing the connection releases the locks. */
  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    this.candidates.clear();
    await this.checking.stop();
    await this.client?.end().catch(() => undefined);
  }

  private async withdraw(candidate: Candidate): Promise<void> {
    this.candidates.delete(candidate);
    await this.checking.currentRun;
    if (candidate.state !== 'leader' || !this.client) return;
    const { lock, id } = candidate.role;
    await this.client.query('SELECT pg_advisory_unlock($1, $2)', [lock, id]).catch(() => undefined);
  }

  private async check(): Promise<void> {
    if (this.candidates.size === 0 && !this.client) return;
    this.client ??= await this.connect();
    await this.tryLocks(this.client);
  }

  private async tryLocks(client: Client): Promise<void> {
    const others = [...this.candidates].filter(({ state }) => state !== 'leader');
    // Trying a lock that is held would increment its count, so that one unlock would not release it. Without locks to try,
    // the query verifies the connection.
    const { rows } = await client.query<{ held: boolean }>(
      `SELECT pg_try_advisory_lock(wanted.lock, wanted.id) AS held
       FROM unnest($1::int[], $2::int[]) WITH ORDINALITY AS wanted(lock, id, place) ORDER BY place`,
      [others.map(({ role }) => role.lock), others.map(({ role }) => role.id)],
    );
    if (this.client !== client) return;
    others.forEach((each, index) => this.setState(each, rows[index]?.held ? 'leader' : 'follower'));
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.config.url,
      application_name: 'ppf-backend-lead',
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
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
    for (const candidate of this.candidates) this.setState(candidate, 'disconnected');
  }

  private setState(candidate: Candidate, state: LeaderState): void {
    if (candidate.state === state) return;
    candidate.state = state;
    if (!this.candidates.has(candidate)) return;
    const { lock, id } = candidate.role;
    this.logger.debug(`Election ${lock}/${id}: ${state}.`);
    candidate.onChange(state);
  }
}
