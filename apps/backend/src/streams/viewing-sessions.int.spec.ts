import { waitFor } from '@ppf/testing';
import {
  type Problem,
  type RenewViewingResponse,
  type StreamTokenResponse,
  type ViewingSession,
  type ViewingSessionList,
} from '@ppf/contracts';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createSocketServer, type Socket } from 'node:net';
import { RowFaults } from '../platform/observability/row-faults';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';
import { HookThread } from './auth-hook/thread/hook-thread';
import { SessionRecorder } from './sessions/recording/session-recorder';
import { ActiveSessions } from './sessions/admission/active-sessions';

interface MediaSession {
  readonly id: string;
  readonly user: string;
  readonly path: string;
  readonly created: string;
  bytesSent: number;
}

/** A fake of MediaMTX's control API: lists of sessions, and kicks. */
class SessionLists {
  readonly webrtc = new Map<string, MediaSession>();
  readonly kicked: string[] = [];
  /** Number of requests for its WebRTC sessions. */
  listings = 0;
  readonly server: Server = createServer((request, response) => {
    const [, , kind = '', call = '', id = ''] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
    // No list of HLS sessions, and none of the routes of v1.21.
    if (kind.startsWith('hls') || call === 'sessions')
      return void response.writeHead(404).end('404 page not found');
    if (call === 'kick') {
      this.kicked.push(id);
      response.writeHead(this.webrtc.delete(id) ? 200 : 404);
      return void response.end('{"error":"session not found"}');
    }
    if (kind === 'webrtcsessions') this.listings += 1;
    const items = kind === 'webrtcsessions' ? [...this.webrtc.values()] : [];
    const state = { state: 'read', remoteAddr: '10.0.0.1:1' };
    response.end(JSON.stringify({ pageCount: 1, items: items.map((each) => ({ ...each, ...state })) }));
  });
}

/** A TCP proxy between a replica and the database, which can be interrupted. */
class Way {
  private readonly sockets = new Set<Socket>();
  private isCut = false;

  constructor(private readonly to: URL) {}

  readonly server = createSocketServer((near) => {
    if (this.isCut) return void near.destroy();
    const far = connect(Number(this.to.port), this.to.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => undefined).on('close', () => other.destroy());
      one.pipe(other);
    }
  });

  /** Closes all connections and refuses new ones. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
  }

  restore(): void {
    this.isCut = false;
  }

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    const url = new URL(this.to);
    url.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return url.href;
  }
}

describe('viewing sessions', () => {
  let way: Way;
  const media = new SessionLists();
  let backend: BackendUnderTest;
  let replica: BackendUnderTest;
  let ours: TwoWorkshops;

  beforeAll(async () => {
    await new Promise<void>((done) => media.server.listen(0, '127.0.0.1', done));
    const { port } = media.server.address() as AddressInfo;
    const environment = {
      MEDIAMTX_API_PORT: String(port),
      STREAM_LEASE_SECONDS: '10',
      STREAM_UNRENEWED_SECONDS: '3600',
      STREAM_MAX_VIEWERS_PER_PIT: '4',
    };
    backend = await startBackend(environment);
    way = new Way(new URL(backend.databaseUrl));
    replica = await startBackend({ ...environment, DATABASE_URL: await way.listen() });
    ours = await makeTwoWorkshops(backend);
    await waitFor(async () => (await issue(ours.ourPit, ours.staff, {}, replica)).status === 201);
  });
  afterAll(async () => {
    await replica.stop();
    way.cut();
    way.server.close();
    await backend.stop();
    media.server.closeAllConnections();
    await new Promise((done) => media.server.close(done));
  });
  afterEach(async () => {
    media.webrtc.clear();
    await backend.database.query(
      `WITH over AS (UPDATE viewing_session SET ended_at = now(), end_reason = 'left' WHERE ended_at IS NULL RETURNING id)
       SELECT pg_notify('viewing_sessions', ':' || string_agg(id::text, ',')) FROM over`,
    );
    await waitFor(() => [backend, replica].every(({ app }) => app.get(ActiveSessions).size === 0));
  });

  const issue = (pit: number, as: string, before: object = {}, of = backend) =>
    of.send({ method: 'POST', url: '/api/v1/streams/token', body: { pit_id: pit, ...before }, as });
  const token = async (as = ours.staff, before = {}): Promise<StreamTokenResponse> =>
    (await issue(ours.ourPit, as, before)).body;
  const jtiOf = ({ authorization }: StreamTokenResponse) => authorization.slice(7, 43);
  const list = async (query = '', as = ours.owner): Promise<ViewingSessionList> =>
    (await backend.send({ url: `/api/v1/streams/sessions?${query}`, as })).body;
  const sessionOf = async (given: StreamTokenResponse): Promise<ViewingSession | undefined> => {
    const [row] = await backend.database.query<{ id: number }[]>(
      'SELECT id FROM viewing_session WHERE jti = $1',
      [jtiOf(given)],
    );
    return (await list()).items.find(({ id }) => id === row?.id);
  };
  const recorded = (given: StreamTokenResponse): Promise<ViewingSession> => waitFor(() => sessionOf(given));
  const ended = (given: StreamTokenResponse): Promise<ViewingSession> =>
    waitFor(async () => {
      const session = await sessionOf(given);
      return session?.ended_at ? session : undefined;
    });
  const renew = async (as: string, jtis: string[], of = backend): Promise<RenewViewingResponse> =>
    (await of.send({ method: 'POST', url: '/api/v1/streams/sessions/renewal', body: { jtis }, as })).body;
  const end = (id: number, as = ours.owner) =>
    backend.send({ method: 'POST', url: `/api/v1/streams/sessions/${id}/revocation`, as });

  /** Sends the hook request of a WHEP POST; lists the session when it was allowed. */
  async function watch(
    given: StreamTokenResponse,
    of = backend,
    change: object = {},
  ): Promise<MediaSession | null> {
    const id = randomUUID();
    const created = new Date().toISOString();
    const session = { id, user: jtiOf(given), path: given.path, created, bytesSent: 1000 };
    const body = {
      ...{ ip: '10.0.0.9', action: 'read', protocol: 'webrtc', query: '', userAgent: 'Tester' },
      ...{ id, path: given.path, user: session.user, password: given.token },
      ...change,
    };
    if (!(await of.app.get(HookThread).decide(JSON.stringify(body), Date.now()))) return null;
    if (!('protocol' in change)) media.webrtc.set(id, session);
    return session;
  }

  it('are recorded after the hook’s answer, and updated from the media server’s list', async () => {
    const given = await token();
    const session = await watch(given);
    const row = await recorded(given);
    expect(row).toMatchObject({
      workshop_id: ours.ours,
      pit_id: ours.ourPit,
      path: given.path,
      viewer: { kind: 'user', name: 'staff' },
      protocol: 'webrtc',
      address: '10.0.0.9',
      user_agent: 'Tester',
      ended_at: null,
      end_reason: null,
    });
    await waitFor(async () => ((await sessionOf(given))?.bytes_sent ?? 0) === 1000);
    if (session) session.bytesSent = 5000;
    const { listings } = media;
    await waitFor(() => media.listings >= listings + 2);
    media.webrtc.clear();
    expect(await ended(given)).toMatchObject({ end_reason: 'left', bytes_sent: 5000, ended_by: null });
  });

  it('are visible to the owner of the workshop and the operator; staff see their own, others none', async () => {
    const [own, other] = [await token(), await token(ours.owner)];
    await watch(own);
    await watch(other);
    await recorded(own);
    await recorded(other);
    const seenBy = async (as: string) =>
      (await list(`pit_id=${ours.ourPit}&active=true`, as)).items.map(({ viewer }) => viewer.name).sort();
    await waitFor(async () => (await seenBy(ours.owner)).length === 2);
    expect(await seenBy(ours.owner)).toEqual(['owner', 'staff']);
    expect(await seenBy(ours.admin)).toEqual(['owner', 'staff']);
    expect(await seenBy(ours.staff)).toEqual(['staff']);
    expect(await seenBy(ours.otherOwner)).toEqual([]);
    const { id = 0 } = (await sessionOf(other)) ?? {};
    for (const as of [ours.staff, ours.otherOwner]) {
      expect(await end(id, as)).toMatchObject({ status: 404, body: { code: 'viewing-session-not-found' } });
    }
    const [page] = (await list('limit=1')).items;
    const { next_cursor } = await list('limit=1');
    expect((await list(`limit=1&cursor=${next_cursor}`)).items[0]?.id).toBeLessThan(page?.id ?? 0);
  });

  describe('as watching now', () => {
    const watching = async () => (await list(`pit_id=${ours.ourPit}&active=true`)).items;
    const isCarried = (given: StreamTokenResponse) =>
      waitFor(async () => ((await sessionOf(given))?.bytes_sent ?? 0) > 0);

    it('count only while the media server carries them: an admitted request that ends in 404 does not', async () => {
      const refused = await token();
      await watch(refused, backend, { protocol: 'webrtc' }); // Admitted, and in no list of the media server.
      const carried = await token(ours.owner);
      await watch(carried);
      await recorded(refused);
      await isCarried(carried);
      expect((await watching()).map(({ viewer }) => viewer.name)).toEqual(['owner']);
      expect(await sessionOf(refused)).toMatchObject({ ended_at: null });
    });

    it('of unlisted HLS count from their second request on', async () => {
      const given = await token();
      const segment = { protocol: 'hls', id: null };
      await watch(given, backend, segment);
      await recorded(given);
      expect(await watching()).toEqual([]);
      await watch(given, backend, segment);
      await waitFor(async () => (await watching()).length === 1);
    });

    it('of one player count once, whatever transports it tries, and end together', async () => {
      const first = await token();
      const second = await token(ours.staff, { follows: first.token });
      const third = await token(ours.staff, { follows: second.token });
      const elsewhere = await token();
      for (const given of [first, second, third, elsewhere]) await watch(given);
      for (const given of [first, second, third, elsewhere]) await isCarried(given);
      const seen = await watching();
      expect(seen).toHaveLength(2);
      const otherId = (await sessionOf(elsewhere))?.id;
      const [shown] = seen.filter(({ id }) => id !== otherId);
      expect((await end(shown?.id ?? 0)).body).toMatchObject({ end_reason: 'ended-by-owner' });
      expect(await watching()).toEqual([expect.objectContaining({ id: otherId })]);
      for (const given of [first, second, third])
        expect(await sessionOf(given)).toMatchObject({ end_reason: 'ended-by-owner' });
    });
  });

  it('end before the response to the owner who ends them, and the player receives the cause', async () => {
    const given = await token();
    const session = await watch(given);
    const { id } = await recorded(given);
    const answer = await end(id);
    expect(answer).toMatchObject({
      status: 200,
      body: { end_reason: 'ended-by-owner', ended_by: 'owner', ended_at: expect.any(String) as string },
    });
    expect(media.kicked).toContain(session?.id);
    const again = await issue(ours.ourPit, ours.staff, { follows: given.token });
    expect(again.status).toBe(403);
    expect(again.body as Problem).toMatchObject({
      code: 'viewing-ended',
      ending: { cause: 'ended-by-owner', at: expect.any(String) as string },
    });
    const ended = { jti: jtiOf(given), cause: 'ended-by-owner' };
    expect((await renew(ours.staff, [jtiOf(given)])).ended).toMatchObject([ended]);
    await waitFor(async () => (await renew(ours.staff, [jtiOf(given)], replica)).ended.length === 1);
    expect((await issue(ours.ourPit, ours.staff)).status).toBe(201);
  });

  it('open once per token, whichever replica decides', async () => {
    const given = await token();
    const sent = jest.spyOn(replica.app.get(HookThread), 'send');
    const first = await watch(given);
    const uses = () =>
      sent.mock.calls.flatMap(([change]) => (change.kind === 'uses' ? [...change.uses] : []));
    const found = await waitFor(() => uses().find(({ jti }) => jti === jtiOf(given)));
    sent.mockRestore();
    expect(found.use).toMatchObject({ protocols: ['webrtc'], address: '10.0.0.9', ids: [first?.id] });
    expect(await watch(given, replica)).toBeNull();
  });

  it('of unlisted HLS are denied their next segment, by every replica', async () => {
    const given = await token();
    const segment = { protocol: 'hls', id: null };
    expect(await watch(given, backend, segment)).not.toBeNull();
    const { id } = await recorded(given);
    expect(await watch(given, backend, segment)).not.toBeNull();
    expect((await end(id)).body).toMatchObject({ end_reason: 'ended-by-owner' });
    expect(await watch(given, backend, segment)).toBeNull();
    await waitFor(async () => (await watch(given, replica, segment)) === null);
  });

  it('of HLS that were recorded as ended are reopened by a later segment request', async () => {
    const given = await token();
    const segment = { protocol: 'hls', id: null };
    await watch(given, backend, segment);
    await recorded(given);
    await backend.database.query(
      `UPDATE viewing_session SET seen_at = now() - interval '40 s', began_at = now() - interval '50 s' WHERE jti = $1`,
      [jtiOf(given)],
    );
    expect(await ended(given)).toMatchObject({ end_reason: 'left' });
    await waitFor(() => replica.app.get(ActiveSessions).of(jtiOf(given)) === undefined);
    await watch(given, backend, segment);
    await waitFor(async () => (await sessionOf(given))?.ended_at === null);
    await waitFor(() => replica.app.get(ActiveSessions).of(jtiOf(given)) !== undefined);
  });

  it.each<[string, (as: { user: number; pit: number }) => Promise<unknown>, string]>([
    [
      'a person who was removed',
      ({ user }) => backend.database.query('DELETE FROM app_user WHERE id = $1', [user]),
      'access-changed',
    ],
    [
      'a person whose role has changed',
      ({ user }) => backend.database.query(`UPDATE app_user SET role = 'owner' WHERE id = $1`, [user]),
      'access-changed',
    ],
    [
      'a person who was disabled',
      ({ user }) => backend.database.query('UPDATE app_user SET disabled_at = now() WHERE id = $1', [user]),
      'access-changed',
    ],
    [
      'a person who was limited to other pits',
      ({ user }) => backend.database.query(`UPDATE app_user SET pit_ids = '{}' WHERE id = $1`, [user]),
      'access-changed',
    ],
    [
      'a person whose password has changed',
      ({ user }) =>
        backend.database.query(`UPDATE app_user SET password_hash = 'other' WHERE id = $1`, [user]),
      'password-changed',
    ],
    [
      'a person, when the owner says so',
      ({ user }) =>
        backend.send({
          method: 'POST',
          url: '/api/v1/streams/revocations',
          body: { user_id: user },
          as: ours.owner,
        }),
      'ended-by-owner',
    ],
    [
      'a pit that was deleted',
      ({ pit }) => backend.send({ method: 'DELETE', url: `/api/v1/pits/${pit}`, as: ours.owner }),
      'pit-deleted',
    ],
  ])('of %s end, and tokens that were issued before open nothing', async (_, change, reason) => {
    const as = await backend.tokenFor('staff', ours.ours);
    const pit = await newPit();
    const give = async () => (await issue(pit, as)).body as StreamTokenResponse;
    const [given, unused] = [await waitFor(async () => await given201(pit, as)), await give()];
    await watch(given);
    const { viewer } = await recorded(given);
    await change({ user: viewer.id ?? 0, pit });
    expect(await ended(given)).toMatchObject({ end_reason: reason });
    expect(await watch(unused)).toBeNull();
  });

  let pits = 10;
  const newPit = async () =>
    (
      (
        await backend.send({
          method: 'POST',
          url: `/api/v1/workshops/${ours.ours}/pits`,
          body: { number: ++pits },
          as: ours.owner,
        })
      ).body as { id: number }
    ).id;
  const given201 = async (pit: number, as: string) => {
    const answer = await issue(pit, as);
    return answer.status === 201 ? (answer.body as StreamTokenResponse) : undefined;
  };

  it('continue while they are renewed at any replica, and end otherwise', async () => {
    const [kept, lost] = [await token(), await token()];
    await watch(kept);
    await watch(lost);
    await recorded(kept);
    await recorded(lost);
    const { session_lease_seconds, ended: none } = await renew(
      ours.staff,
      [jtiOf(kept), jtiOf(lost)],
      replica,
    );
    expect([session_lease_seconds, none]).toEqual([10, []]);
    await renew(ours.owner, [jtiOf(lost)]);
    await waitFor(async () => {
      const { lease_until = '' } = (await sessionOf(lost)) ?? {};
      return Date.parse(lease_until) < Date.now() + 60_000;
    });
    // Twenty seconds later.
    await backend.database.query(
      `UPDATE viewing_session SET lease_until = lease_until - interval '21 s' WHERE jti = $1`,
      [jtiOf(lost)],
    );
    expect(await ended(lost)).toMatchObject({ end_reason: 'lease-ended' });
    expect((await sessionOf(kept))?.ended_at).toBeNull();
    expect((await issue(ours.ourPit, ours.staff, { follows: lost.token })).status).toBe(201);
  });

  it('without any renewal end after the fixed time of third-party players', async () => {
    const given = await token();
    await watch(given);
    const { lease_until, began_at } = await recorded(given);
    expect(Date.parse(lease_until) - Date.parse(began_at)).toBe(3_600_000);
    await backend.database.query(
      `UPDATE viewing_session SET lease_until = now() - interval '11 s' WHERE jti = $1`,
      [jtiOf(given)],
    );
    expect(await ended(given)).toMatchObject({ end_reason: 'time-limit' });
  });

  it('that never began are deleted soon: an allowed POST may end in 404', async () => {
    const given = await token();
    await watch(given);
    media.webrtc.clear();
    await waitFor(async () => {
      const [row] = await backend.database.query<{ end_reason: string }[]>(
        'SELECT end_reason FROM viewing_session WHERE jti = $1',
        [jtiOf(given)],
      );
      return row?.end_reason === 'never-began';
    });
    expect(await sessionOf(given)).toBeUndefined();
  });

  it('count against the limits of every replica, and never exclude their own viewer', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => backend.tokenFor('staff', ours.ours)));
    const given = await Promise.all(people.map((as) => token(as)));
    const late = await token();
    for (const each of given) await watch(each);
    for (const each of given) await recorded(each);
    for (const each of [backend, replica]) {
      const full = await waitFor(async () => {
        const answer = await issue(ours.ourPit, ours.staff, {}, each);
        return answer.status === 429 ? answer : undefined;
      });
      expect(full.body).toMatchObject({ code: 'pit-viewers-full' });
    }
    expect(await watch(late)).toBeNull();
    const [first = ''] = people;
    const again = await token(first);
    expect(await watch(again)).not.toBeNull();
    const [dying] = given;
    expect(dying && (await ended(dying))).toMatchObject({ end_reason: 'replaced' });
  });

  it('that were admitted while the database was unavailable are recorded later', async () => {
    const given = await token();
    way.cut();
    const session = await watch(given, replica);
    expect((await renew(ours.staff, [jtiOf(given)], replica)).ended).toEqual([]);
    await waitFor(() => replica.app.get(SessionRecorder).unwritten.some(({ jti }) => jti === jtiOf(given)));
    expect(await sessionOf(given)).toBeUndefined();
    way.restore();
    await recorded(given);
    await waitFor(async () => {
      const { lease_until = '', bytes_sent = 0 } = (await sessionOf(given)) ?? {};
      return Date.parse(lease_until) < Date.now() + 60_000 && bytes_sent > 0;
    });
    media.webrtc.delete(session?.id ?? '');
    expect(await ended(given)).toMatchObject({ end_reason: 'left' });
  });

  it('without a record are recorded from the media server’s list, and can be ended', async () => {
    const id = randomUUID();
    const { path } = await token();
    media.webrtc.set(id, { id, user: '', path, created: '2026-01-01T00:00:00Z', bytesSent: 7 });
    const found = await waitFor(async () =>
      (await list('active=true')).items.find(({ viewer }) => viewer.kind === 'unknown'),
    );
    expect(found).toMatchObject({ viewer: { id: null, name: null }, address: '10.0.0.1' });
    expect((await end(found.id)).body).toMatchObject({ end_reason: 'ended-by-owner' });
    expect(media.webrtc.has(id)).toBe(false);
  });

  it('are updated and ended beside one whose row the database refuses to change', async () => {
    const [refused, given] = [await token(), await token(ours.owner)];
    await watch(refused);
    const session = await watch(given);
    await recorded(refused);
    await recorded(given);
    // The largest bigint: any addition overflows.
    await backend.database.query(
      'UPDATE viewing_session SET bytes_sent = 9223372036854775807, was_listed = false WHERE jti = $1',
      [jtiOf(refused)],
    );
    const [leader] = await waitFor(() => {
      const found = [backend, replica].filter(({ app }) => app.get(RowFaults).count('viewing-sessions') > 0);
      return found.length > 0 && found;
    });
    expect(leader).toBeDefined();
    if (session) session.bytesSent = 6000;
    media.webrtc.clear();
    expect(await ended(given)).toMatchObject({ end_reason: 'left' });
    expect((await sessionOf(refused))?.ended_at).toBeNull();
  });

  it('contain no token, in the table or in the log', async () => {
    const given = await token();
    await watch(given);
    await recorded(given);
    const rows = await backend.database.query<object[]>('SELECT * FROM viewing_session');
    expect(JSON.stringify(rows)).not.toContain(given.token);
    expect(backend.log.join('\n')).not.toContain(given.token);
  });

  it('were all accepted by the database', () => {
    const log = [...backend.log, ...replica.log].join('\n');
    expect(log).not.toMatch(/were not recorded|could not be (written|completed)/);
  });

  it('refuse invalid requests', async () => {
    const post = (url: string, body: object, as = ours.owner) =>
      backend.send({ method: 'POST', url: `/api/v1/streams/${url}`, body, as });
    expect((await post('sessions/renewal', { jtis: ['x'] })).status).toBe(422);
    expect((await post('revocations', {})).status).toBe(422);
    expect((await post('revocations', { pit_id: ours.ourPit, user_id: 1 })).status).toBe(422);
    expect((await post('revocations', { pit_id: ours.theirPit })).status).toBe(404);
    expect((await post('revocations', { user_id: 2_000_000_000 })).status).toBe(404);
    expect((await post('revocations', { pit_id: ours.ourPit }, ours.staff)).status).toBe(403);
    expect((await backend.send({ url: '/api/v1/streams/sessions' })).status).toBe(401);
  });
});
