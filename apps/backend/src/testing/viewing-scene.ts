import {
  type RenewViewingResponse,
  type StreamTokenResponse,
  type ViewingSession,
  type ViewingSessionList,
} from '@ppf/contracts';
import { waitFor } from '@ppf/testing';
import { randomUUID } from 'node:crypto';
import { HookThread } from '../streams/auth-hook/thread/hook-thread';
import { ActiveSessions } from '../streams/sessions/admission/active-sessions';
import { DatabaseProxy } from './database-proxy';
import { type MediaSession, SessionLists } from './session-lists';
import { type Answered, type BackendUnderTest, startBackend } from './start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from './two-workshops';

/** The id of a stream token. */
export const jtiOf = ({ authorization }: StreamTokenResponse): string => authorization.slice(7, 43);

/** Two backends on one database, a media server that lists viewing sessions, and viewers. */
export class ViewingScene {
  readonly media = new SessionLists();
  backend!: BackendUnderTest;
  /** The second backend. Its connection to the database can be interrupted. */
  replica!: BackendUnderTest;
  toDatabase!: DatabaseProxy;
  ours!: TwoWorkshops;
  private pits = 10;

  async start(): Promise<void> {
    const environment = {
      MEDIAMTX_API_PORT: String(await this.media.start()),
      STREAM_LEASE_SECONDS: '10',
      STREAM_UNRENEWED_SECONDS: '3600',
      STREAM_MAX_VIEWERS_PER_PIT: '4',
    };
    this.backend = await startBackend(environment);
    this.toDatabase = new DatabaseProxy(new URL(this.backend.databaseUrl));
    this.replica = await startBackend({ ...environment, DATABASE_URL: await this.toDatabase.listen() });
    this.ours = await makeTwoWorkshops(this.backend);
    await waitFor(
      async () => (await this.issue(this.ours.ourPit, this.ours.staff, {}, this.replica)).status === 201,
    );
  }

  async stop(): Promise<void> {
    await this.replica.stop();
    this.toDatabase.close();
    await this.backend.stop();
    await this.media.stop();
  }

  /** Ends all viewing sessions, in the database, at the media server and in both backends. */
  async endAll(): Promise<void> {
    this.media.webrtc.clear();
    await this.backend.database.query(
      `WITH over AS (UPDATE viewing_session SET ended_at = now(), end_reason = 'left' WHERE ended_at IS NULL RETURNING id)
       SELECT pg_notify('viewing_sessions', ':' || string_agg(id::text, ',')) FROM over`,
    );
    await waitFor(() => [this.backend, this.replica].every(({ app }) => app.get(ActiveSessions).size === 0));
  }

  /** Requests a stream token. */
  readonly issue = (pit: number, as: string, before: object = {}, of = this.backend): Promise<Answered> =>
    of.send({ method: 'POST', url: '/api/v1/streams/token', body: { pit_id: pit, ...before }, as });

  /** A stream token of the first pit. */
  readonly token = async (as = this.ours.staff, before = {}): Promise<StreamTokenResponse> =>
    (await this.issue(this.ours.ourPit, as, before)).body;

  readonly list = async (query = '', as = this.ours.owner): Promise<ViewingSessionList> =>
    (await this.backend.send({ url: `/api/v1/streams/sessions?${query}`, as })).body;

  /** The viewing session of a token; undefined when none is recorded. */
  readonly sessionOf = async (given: StreamTokenResponse): Promise<ViewingSession | undefined> => {
    const [row] = await this.backend.database.query<{ id: number }[]>(
      'SELECT id FROM viewing_session WHERE jti = $1',
      [jtiOf(given)],
    );
    return (await this.list()).items.find(({ id }) => id === row?.id);
  };

  /** Waits until the viewing session of a token is recorded. */
  readonly recorded = (given: StreamTokenResponse): Promise<ViewingSession> =>
    waitFor(() => this.sessionOf(given));

  /** Waits until the viewing session of a token has ended. */
  readonly ended = (given: StreamTokenResponse): Promise<ViewingSession> =>
    waitFor(async () => {
      const session = await this.sessionOf(given);
      return session?.ended_at ? session : undefined;
    });

  readonly renew = async (as: string, jtis: string[], of = this.backend): Promise<RenewViewingResponse> =>
    (await of.send({ method: 'POST', url: '/api/v1/streams/sessions/renewal', body: { jtis }, as })).body;

  /** Ends a viewing session as its owner does. */
  readonly end = (id: number, as = this.ours.owner): Promise<Answered> =>
    this.backend.send({ method: 'POST', url: `/api/v1/streams/sessions/${id}/revocation`, as });

  /** Sends the hook request of a WHEP POST; lists the session when it was allowed. */
  readonly watch = async (
    given: StreamTokenResponse,
    of = this.backend,
    change: object = {},
  ): Promise<MediaSession | null> => {
    const id = randomUUID();
    const created = new Date().toISOString();
    const session = { id, user: jtiOf(given), path: given.path, created, bytesSent: 1000 };
    const body = {
      ...{ ip: '10.0.0.9', action: 'read', protocol: 'webrtc', query: '', userAgent: 'Tester' },
      ...{ id, path: given.path, user: session.user, password: given.token },
      ...change,
    };
    if (!(await of.app.get(HookThread).decide(JSON.stringify(body), Date.now()))) return null;
    if (!('protocol' in change)) this.media.webrtc.set(id, session);
    return session;
  };

  /** Creates a pit. @returns its id */
  readonly newPit = async (): Promise<number> => {
    const { body } = await this.backend.send({
      method: 'POST',
      url: `/api/v1/workshops/${this.ours.ours}/pits`,
      body: { number: ++this.pits },
      as: this.ours.owner,
    });
    return (body as { id: number }).id;
  };
}
