import { type StreamTokenResponse } from '@ppf/contracts';
import { waitFor } from '@ppf/testing';
import { randomUUID } from 'node:crypto';
import { RowFaults } from '../platform/observability/row-faults';
import { jtiOf, ViewingScene } from '../testing/viewing-scene';
import { SessionRecorder } from './sessions/recording/session-recorder';

describe('viewing sessions', () => {
  const scene = new ViewingScene();
  const { end, ended, issue, list, recorded, renew, sessionOf, token, watch } = scene;

  beforeAll(() => scene.start());
  afterAll(() => scene.stop());
  afterEach(() => scene.endAll());

  it('are recorded after the hook’s answer, and updated from the media server’s list', async () => {
    const given = await token();
    const session = await watch(given);
    const row = await recorded(given);
    expect(row).toMatchObject({
      workshop_id: scene.ours.ours,
      pit_id: scene.ours.ourPit,
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
    const { listings } = scene.media;
    await waitFor(() => scene.media.listings >= listings + 2);
    scene.media.webrtc.clear();
    expect(await ended(given)).toMatchObject({ end_reason: 'left', bytes_sent: 5000, ended_by: null });
  });

  it('are visible to the owner of the workshop and the operator; staff see their own, others none', async () => {
    const [own, other] = [await token(), await token(scene.ours.owner)];
    await watch(own);
    await watch(other);
    await recorded(own);
    await recorded(other);
    const seenBy = async (as: string) =>
      (await list(`pit_id=${scene.ours.ourPit}&active=true`, as)).items
        .map(({ viewer }) => viewer.name)
        .sort();
    await waitFor(async () => (await seenBy(scene.ours.owner)).length === 2);
    expect(await seenBy(scene.ours.owner)).toEqual(['owner', 'staff']);
    expect(await seenBy(scene.ours.admin)).toEqual(['owner', 'staff']);
    expect(await seenBy(scene.ours.staff)).toEqual(['staff']);
    expect(await seenBy(scene.ours.otherOwner)).toEqual([]);
    const { id = 0 } = (await sessionOf(other)) ?? {};
    for (const as of [scene.ours.staff, scene.ours.otherOwner]) {
      expect(await end(id, as)).toMatchObject({ status: 404, body: { code: 'viewing-session-not-found' } });
    }
    const [page] = (await list('limit=1')).items;
    const { next_cursor } = await list('limit=1');
    expect((await list(`limit=1&cursor=${next_cursor}`)).items[0]?.id).toBeLessThan(page?.id ?? 0);
  });

  describe('as watching now', () => {
    const watching = async () => (await list(`pit_id=${scene.ours.ourPit}&active=true`)).items;
    const isCarried = (given: StreamTokenResponse) =>
      waitFor(async () => ((await sessionOf(given))?.bytes_sent ?? 0) > 0);

    it('count only while the media server carries them: an admitted request that ends in 404 does not', async () => {
      const refused = await token();
      await watch(refused, scene.backend, { protocol: 'webrtc' }); // Admitted, and in no list of the media server.
      const carried = await token(scene.ours.owner);
      await watch(carried);
      await recorded(refused);
      await isCarried(carried);
      expect((await watching()).map(({ viewer }) => viewer.name)).toEqual(['owner']);
      expect(await sessionOf(refused)).toMatchObject({ ended_at: null });
    });

    it('of unlisted HLS count from their second request on', async () => {
      const given = await token();
      const segment = { protocol: 'hls', id: null };
      await watch(given, scene.backend, segment);
      await recorded(given);
      expect(await watching()).toEqual([]);
      await watch(given, scene.backend, segment);
      await waitFor(async () => (await watching()).length === 1);
    });

    it('of one player count once, whatever transports it tries, and end together', async () => {
      const first = await token();
      const second = await token(scene.ours.staff, { follows: first.token });
      const third = await token(scene.ours.staff, { follows: second.token });
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

  it('count against the limits of every replica, and never exclude their own viewer', async () => {
    const people = await Promise.all(
      Array.from({ length: 4 }, () => scene.backend.tokenFor('staff', scene.ours.ours)),
    );
    const given = await Promise.all(people.map((as) => token(as)));
    const late = await token();
    for (const each of given) await watch(each);
    for (const each of given) await recorded(each);
    for (const each of [scene.backend, scene.replica]) {
      const full = await waitFor(async () => {
        const answer = await issue(scene.ours.ourPit, scene.ours.staff, {}, each);
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
    scene.toDatabase.cut();
    const session = await watch(given, scene.replica);
    expect((await renew(scene.ours.staff, [jtiOf(given)], scene.replica)).ended).toEqual([]);
    await waitFor(() =>
      scene.replica.app.get(SessionRecorder).unwritten.some(({ jti }) => jti === jtiOf(given)),
    );
    expect(await sessionOf(given)).toBeUndefined();
    scene.toDatabase.restore();
    await recorded(given);
    await waitFor(async () => {
      const { lease_until = '', bytes_sent = 0 } = (await sessionOf(given)) ?? {};
      return Date.parse(lease_until) < Date.now() + 60_000 && bytes_sent > 0;
    });
    scene.media.webrtc.delete(session?.id ?? '');
    expect(await ended(given)).toMatchObject({ end_reason: 'left' });
  });

  it('without a record are recorded from the media server’s list, and can be ended', async () => {
    const id = randomUUID();
    const { path } = await token();
    scene.media.webrtc.set(id, { id, user: '', path, created: '2026-01-01T00:00:00Z', bytesSent: 7 });
    const found = await waitFor(async () =>
      (await list('active=true')).items.find(({ viewer }) => viewer.kind === 'unknown'),
    );
    expect(found).toMatchObject({ viewer: { id: null, name: null }, address: '10.0.0.1' });
    expect((await end(found.id)).body).toMatchObject({ end_reason: 'ended-by-owner' });
    expect(scene.media.webrtc.has(id)).toBe(false);
  });

  it('are updated and ended beside one whose row the database refuses to change', async () => {
    const [refused, given] = [await token(), await token(scene.ours.owner)];
    await watch(refused);
    const session = await watch(given);
    await recorded(refused);
    await recorded(given);
    // The largest bigint: any addition overflows.
    await scene.backend.database.query(
      'UPDATE viewing_session SET bytes_sent = 9223372036854775807, was_listed = false WHERE jti = $1',
      [jtiOf(refused)],
    );
    const [leader] = await waitFor(() => {
      const found = [scene.backend, scene.replica].filter(
        ({ app }) => app.get(RowFaults).count('viewing-sessions') > 0,
      );
      return found.length > 0 && found;
    });
    expect(leader).toBeDefined();
    if (session) session.bytesSent = 6000;
    scene.media.webrtc.clear();
    expect(await ended(given)).toMatchObject({ end_reason: 'left' });
    expect((await sessionOf(refused))?.ended_at).toBeNull();
  });

  it('contain no token, in the table or in the log', async () => {
    const given = await token();
    await watch(given);
    await recorded(given);
    const rows = await scene.backend.database.query<object[]>('SELECT * FROM viewing_session');
    expect(JSON.stringify(rows)).not.toContain(given.token);
    expect(scene.backend.log.join('\n')).not.toContain(given.token);
  });

  it('were all accepted by the database', () => {
    const log = [...scene.backend.log, ...scene.replica.log].join('\n');
    expect(log).not.toMatch(/were not recorded|could not be (written|completed)/);
  });
});
