import { type ControlApiStub, waitFor } from '@ppf/testing';
import { type MediaServerDetails, type SystemInfo } from '@ppf/contracts';
import { MediaServersScene, pathOf } from '../testing/media-servers-scene';
import { MOVE_TIMING } from './moving/move-workshops';

describe('media servers that are unreachable or drained', () => {
  const scene = new MediaServersScene();
  const { addSecond, move, send, servers } = scene;
  let added: MediaServerDetails;

  beforeAll(async () => {
    await scene.start();
    added = await addSecond();
    await move(scene.two.ours, added.id);
    await waitFor(() => !scene.first.configs.has(pathOf(scene.two.ours)));
  });
  afterAll(() => scene.stop());

  it.each<ControlApiStub['behaves']>(['hangs', 'talks-nonsense'])(
    'moves nothing to a media server that %s, reports it as unreachable, and recovers with it',
    async (fault) => {
      Object.assign(MOVE_TIMING, { pathsMs: 500 });
      scene.first.behaves = fault;
      expect(await move(scene.two.ours, 1)).toMatchObject({
        status: 503,
        body: { code: 'media-server-unreachable' },
      });
      expect((await send('GET', `/media-servers/1/plan`)).body).toMatchObject({
        code: 'media-server-unreachable',
      });
      await waitFor(async () => (await servers())[0]?.health.reachable === false);
      expect(scene.second.configs.has(pathOf(scene.two.ours))).toBe(true);
      expect((await servers()).map(({ workshops }) => workshops)).toEqual([1, 1]);
      const reachable = async (as: string) =>
        (await send<SystemInfo>('GET', '/system', undefined, as)).body.media_server.reachable;
      expect([
        await reachable(scene.two.owner),
        await reachable(scene.two.otherOwner),
        await reachable(scene.two.admin),
      ]).toEqual([true, false, false]);
      scene.first.behaves = 'well';
      Object.assign(MOVE_TIMING, { pathsMs: 5000 });
      await waitFor(async () => (await servers())[0]?.health.reachable === true);
    },
  );

  it('refuses to drain to unreachable media servers, names them, and changes nothing', async () => {
    const before = await servers();
    scene.second.behaves = 'talks-nonsense';
    const refused = await send<{ code: string; detail: string }>('POST', '/media-servers/1/drain');
    expect([refused.status, refused.body.code]).toEqual([503, 'media-server-unreachable']);
    expect(refused.body.detail).toContain(`“${added.name}” does not respond`);
    const shown = ({ state, workshops, id }: MediaServerDetails) => [id, state, workshops];
    expect((await servers()).map(shown)).toEqual(before.map(shown));
    const [moving] = await scene.backend.database.query<[{ n: string }]>(
      'SELECT count(*) AS n FROM workshop WHERE moving_to_id IS NOT NULL',
    );
    expect(moving.n).toBe('0');
    expect(scene.second.configs.has(pathOf(scene.two.theirs))).toBe(false);
    scene.second.behaves = 'well';
    await waitFor(async () => (await servers())[1]?.health.reachable === true);
  });

  it('changes nothing when a drain fails or is cancelled', async () => {
    await move(scene.two.ours, 1);
    await waitFor(() => !scene.second.configs.has(pathOf(scene.two.ours)));
    const state = async () => (await servers()).map((each) => [each.state, each.workshops]);
    const before = await state();
    scene.second.writeMs = 4000;
    const failing = send<{ code: string; detail: string }>('POST', '/media-servers/1/drain');
    await waitFor(async () => (await servers())[0]?.state === 'draining');
    scene.second.behaves = 'hangs';
    const failed = await failing;
    expect([failed.status, failed.body.code]).toEqual([503, 'media-server-unreachable']);
    expect(failed.body.detail).toContain(added.name);
    expect(await state()).toEqual(before);
    scene.second.behaves = 'well';
    await waitFor(async () => (await servers())[1]?.health.reachable === true);

    const cancelled = send('POST', '/media-servers/1/drain');
    await waitFor(async () => (await servers())[0]?.state === 'draining');
    await send('DELETE', '/media-servers/1/drain');
    await cancelled;
    expect(await state()).toEqual(before);
    const [moving] = await scene.backend.database.query<[{ n: string }]>(
      'SELECT count(*) AS n FROM workshop WHERE moving_to_id IS NOT NULL',
    );
    expect(moving.n).toBe('0');
    scene.second.writeMs = 0;
    await move(scene.two.ours, added.id);
    // The next move to the first media server must find nothing there that this move still removes.
    await waitFor(() => !scene.first.configs.has(pathOf(scene.two.ours)));
  });

  it('drains a media server: moves its workshops away and places no new ones', async () => {
    const drained = await send<MediaServerDetails>('POST', `/media-servers/${added.id}/drain`);
    expect(drained).toMatchObject({ status: 200, body: { state: 'draining', workshops: 0 } });
    await waitFor(() => !scene.second.configs.has(pathOf(scene.two.ours)));
    expect(scene.first.configs.has(pathOf(scene.two.ours))).toBe(true);
    expect(await move(scene.two.ours, added.id)).toMatchObject({
      status: 409,
      body: { code: 'media-server-draining' },
    });
    const { body: made } = await send<{ id: number }>('POST', '/workshops', { name: 'Later' });
    expect((await servers()).map(({ workshops }) => workshops)).toEqual([3, 0]);
    await send('DELETE', `/workshops/${made.id}`);
    expect((await send('POST', `/media-servers/1/drain`)).body).toMatchObject({
      code: 'no-other-media-server',
    });
  });

  it('reports an unreachable media server without workshops to no user', async () => {
    scene.second.behaves = 'talks-nonsense';
    await waitFor(async () => (await servers())[1]?.health.reachable === false);
    expect((await send<SystemInfo>('GET', '/system')).body.media_server.reachable).toBe(true);
    scene.second.behaves = 'well';
    await waitFor(async () => (await servers())[1]?.health.reachable === true);
  });

  it('puts it back into use, and drains the configured one to it', async () => {
    expect((await send('DELETE', `/media-servers/${added.id}/drain`)).body).toMatchObject({
      state: 'in-use',
    });
    expect((await send('POST', `/media-servers/1/drain`)).body).toMatchObject({
      state: 'draining',
      workshops: 0,
    });
    expect((await send('DELETE', `/media-servers/${added.id}`)).body).toMatchObject({
      code: 'no-other-media-server',
    });
    await send('DELETE', `/media-servers/1/drain`);
    expect((await send('DELETE', `/media-servers/${added.id}`)).body).toMatchObject({
      code: 'media-server-not-empty',
    });
  });
});
