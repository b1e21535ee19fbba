import { type Problem, type StreamTokenResponse } from '@ppf/contracts';
import { waitFor } from '@ppf/testing';
import { HookThread } from './auth-hook/thread/hook-thread';
import { jtiOf, ViewingScene } from '../testing/viewing-scene';
import { ActiveSessions } from './sessions/admission/active-sessions';

describe('the end of viewing sessions', () => {
  const scene = new ViewingScene();
  const { end, ended, issue, newPit, recorded, renew, sessionOf, token, watch } = scene;

  beforeAll(() => scene.start());
  afterAll(() => scene.stop());
  afterEach(() => scene.endAll());

  it('end before the response to the owner who ends them, and the player receives the cause', async () => {
    const given = await token();
    const session = await watch(given);
    const { id } = await recorded(given);
    const answer = await end(id);
    expect(answer).toMatchObject({
      status: 200,
      body: { end_reason: 'ended-by-owner', ended_by: 'owner', ended_at: expect.any(String) as string },
    });
    expect(scene.media.kicked).toContain(session?.id);
    const again = await issue(scene.ours.ourPit, scene.ours.staff, { follows: given.token });
    expect(again.status).toBe(403);
    expect(again.body as Problem).toMatchObject({
      code: 'viewing-ended',
      ending: { cause: 'ended-by-owner', at: expect.any(String) as string },
    });
    const ended = { jti: jtiOf(given), cause: 'ended-by-owner' };
    expect((await renew(scene.ours.staff, [jtiOf(given)])).ended).toMatchObject([ended]);
    await waitFor(
      async () => (await renew(scene.ours.staff, [jtiOf(given)], scene.replica)).ended.length === 1,
    );
    expect((await issue(scene.ours.ourPit, scene.ours.staff)).status).toBe(201);
  });

  it('open once per token, whichever replica decides', async () => {
    const given = await token();
    const sent = jest.spyOn(scene.replica.app.get(HookThread), 'send');
    const first = await watch(given);
    const uses = () =>
      sent.mock.calls.flatMap(([change]) => (change.kind === 'uses' ? [...change.uses] : []));
    const found = await waitFor(() => uses().find(({ jti }) => jti === jtiOf(given)));
    sent.mockRestore();
    expect(found.use).toMatchObject({ protocols: ['webrtc'], address: '10.0.0.9', ids: [first?.id] });
    expect(await watch(given, scene.replica)).toBeNull();
  });

  it('of unlisted HLS are denied their next segment, by every replica', async () => {
    const given = await token();
    const segment = { protocol: 'hls', id: null };
    expect(await watch(given, scene.backend, segment)).not.toBeNull();
    const { id } = await recorded(given);
    expect(await watch(given, scene.backend, segment)).not.toBeNull();
    expect((await end(id)).body).toMatchObject({ end_reason: 'ended-by-owner' });
    expect(await watch(given, scene.backend, segment)).toBeNull();
    await waitFor(async () => (await watch(given, scene.replica, segment)) === null);
  });

  it('of HLS that were recorded as ended are reopened by a later segment request', async () => {
    const given = await token();
    const segment = { protocol: 'hls', id: null };
    await watch(given, scene.backend, segment);
    await recorded(given);
    await scene.backend.database.query(
      `UPDATE viewing_session SET seen_at = now() - interval '40 s', began_at = now() - interval '50 s' WHERE jti = $1`,
      [jtiOf(given)],
    );
    expect(await ended(given)).toMatchObject({ end_reason: 'left' });
    await waitFor(() => scene.replica.app.get(ActiveSessions).of(jtiOf(given)) === undefined);
    await watch(given, scene.backend, segment);
    await waitFor(async () => (await sessionOf(given))?.ended_at === null);
    await waitFor(() => scene.replica.app.get(ActiveSessions).of(jtiOf(given)) !== undefined);
  });

  it.each<[string, (as: { user: number; pit: number }) => Promise<unknown>, string]>([
    [
      'a person who was removed',
      ({ user }) => scene.backend.database.query('DELETE FROM app_user WHERE id = $1', [user]),
      'access-changed',
    ],
    [
      'a person whose role has changed',
      ({ user }) => scene.backend.database.query(`UPDATE app_user SET role = 'owner' WHERE id = $1`, [user]),
      'access-changed',
    ],
    [
      'a person who was disabled',
      ({ user }) =>
        scene.backend.database.query('UPDATE app_user SET disabled_at = now() WHERE id = $1', [user]),
      'access-changed',
    ],
    [
      'a person who was limited to other pits',
      ({ user }) => scene.backend.database.query(`UPDATE app_user SET pit_ids = '{}' WHERE id = $1`, [user]),
      'access-changed',
    ],
    [
      'a person whose password has changed',
      ({ user }) =>
        scene.backend.database.query(`UPDATE app_user SET password_hash = 'other' WHERE id = $1`, [user]),
      'password-changed',
    ],
    [
      'a person, when the owner says so',
      ({ user }) =>
        scene.backend.send({
          method: 'POST',
          url: '/api/v1/streams/revocations',
          body: { user_id: user },
          as: scene.ours.owner,
        }),
      'ended-by-owner',
    ],
    [
      'a pit that was deleted',
      ({ pit }) => scene.backend.send({ method: 'DELETE', url: `/api/v1/pits/${pit}`, as: scene.ours.owner }),
      'pit-deleted',
    ],
  ])('of %s end, and tokens that were issued before open nothing', async (_, change, reason) => {
    const as = await scene.backend.tokenFor('staff', scene.ours.ours);
    const pit = await newPit();
    const give = async () => (await issue(pit, as)).body as StreamTokenResponse;
    const [given, unused] = [await waitFor(async () => await given201(pit, as)), await give()];
    await watch(given);
    const { viewer } = await recorded(given);
    await change({ user: viewer.id ?? 0, pit });
    expect(await ended(given)).toMatchObject({ end_reason: reason });
    expect(await watch(unused)).toBeNull();
  });

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
      scene.ours.staff,
      [jtiOf(kept), jtiOf(lost)],
      scene.replica,
    );
    expect([session_lease_seconds, none]).toEqual([10, []]);
    await renew(scene.ours.owner, [jtiOf(lost)]);
    await waitFor(async () => {
      const { lease_until = '' } = (await sessionOf(lost)) ?? {};
      return Date.parse(lease_until) < Date.now() + 60_000;
    });
    // Twenty seconds later.
    await scene.backend.database.query(
      `UPDATE viewing_session SET lease_until = lease_until - interval '21 s' WHERE jti = $1`,
      [jtiOf(lost)],
    );
    expect(await ended(lost)).toMatchObject({ end_reason: 'lease-ended' });
    expect((await sessionOf(kept))?.ended_at).toBeNull();
    expect((await issue(scene.ours.ourPit, scene.ours.staff, { follows: lost.token })).status).toBe(201);
  });

  it('without any renewal end after the fixed time of third-party players', async () => {
    const given = await token();
    await watch(given);
    const { lease_until, began_at } = await recorded(given);
    expect(Date.parse(lease_until) - Date.parse(began_at)).toBe(3_600_000);
    await scene.backend.database.query(
      `UPDATE viewing_session SET lease_until = now() - interval '11 s' WHERE jti = $1`,
      [jtiOf(given)],
    );
    expect(await ended(given)).toMatchObject({ end_reason: 'time-limit' });
  });

  it('that never began are deleted soon: an allowed POST may end in 404', async () => {
    const given = await token();
    await watch(given);
    scene.media.webrtc.clear();
    await waitFor(async () => {
      const [row] = await scene.backend.database.query<{ end_reason: string }[]>(
        'SELECT end_reason FROM viewing_session WHERE jti = $1',
        [jtiOf(given)],
      );
      return row?.end_reason === 'never-began';
    });
    expect(await sessionOf(given)).toBeUndefined();
  });

  it('were all accepted by the database', () => {
    const log = [...scene.backend.log, ...scene.replica.log].join('\n');
    expect(log).not.toMatch(/were not recorded|could not be (written|completed)/);
  });

  it('refuse invalid requests', async () => {
    const post = (url: string, body: object, as = scene.ours.owner) =>
      scene.backend.send({ method: 'POST', url: `/api/v1/streams/${url}`, body, as });
    expect((await post('sessions/renewal', { jtis: ['x'] })).status).toBe(422);
    expect((await post('revocations', {})).status).toBe(422);
    expect((await post('revocations', { pit_id: scene.ours.ourPit, user_id: 1 })).status).toBe(422);
    expect((await post('revocations', { pit_id: scene.ours.theirPit })).status).toBe(404);
    expect((await post('revocations', { user_id: 2_000_000_000 })).status).toBe(404);
    expect((await post('revocations', { pit_id: scene.ours.ourPit }, scene.ours.staff)).status).toBe(403);
    expect((await scene.backend.send({ url: '/api/v1/streams/sessions' })).status).toBe(401);
  });
});
