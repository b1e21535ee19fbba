import { waitFor } from '@ppf/testing';
import {
  type MediaServerDetails,
  type MediaServerPlan,
  type Pit,
  type WorkshopPlacementList,
} from '@ppf/contracts';
import { ObservedPits } from '../testing/observed-pits';
import { addresses, CAMERA_PASSWORD, MediaServersScene, pathOf } from '../testing/media-servers-scene';

describe('a workshop that moves to another media server', () => {
  const scene = new MediaServersScene();
  const { addSecond, move, send, servers, setCamera, statusOf, token } = scene;
  let added: MediaServerDetails;

  beforeAll(async () => {
    await scene.start();
    added = await addSecond();
  });
  afterAll(() => scene.stop());

  it('creates the paths on the target of a move before it removes the old ones', async () => {
    const path = pathOf(scene.two.ours);
    scene.first.sent.set(path, { viewers: 3 });
    await waitFor(async () => (await statusOf(scene.two.ourPit)) === 'live');
    const { body: placed } = await send<WorkshopPlacementList>('GET', `/media-servers/1/workshops`);
    expect(placed.items.find(({ workshop_id: id }) => id === scene.two.ours)).toMatchObject({
      viewers: 3,
      cameras: 1,
    });
    scene.second.writeMs = 200;
    const order: string[] = [];
    const note = () =>
      order.push(
        `${scene.first.configs.has(path) ? 'old' : ''}${scene.second.configs.has(path) ? 'new' : ''}`,
      );
    note();
    for (const { configs } of [scene.first, scene.second])
      for (const change of ['set', 'delete'] as const) {
        const original = configs[change].bind(configs) as (...args: unknown[]) => unknown;
        jest.spyOn(configs, change).mockImplementation(((...args: unknown[]) => {
          const result = original(...args);
          note();
          return result;
        }) as never);
      }
    const moved = await move(scene.two.ours, added.id);
    expect(moved).toMatchObject({ status: 200, body: { media_server_id: added.id, moving_to_id: null } });
    await waitFor(() => !scene.first.configs.has(path));
    jest.restoreAllMocks();
    scene.second.writeMs = 0;
    expect(order.filter((each, index) => each !== order[index - 1])).toEqual(['old', 'oldnew', 'new']);
    expect(await token(scene.two.ourPit)).toBe(`https://south.example.org/webrtc/${path}/whep`);
    expect(await token(scene.two.theirPit)).not.toContain('south');
    scene.first.sent.delete(path);
  });

  it('reports the stream status from the media server of the workshop', async () => {
    scene.second.sent.set(pathOf(scene.two.ours), { viewers: 1 });
    await waitFor(async () => (await servers())[1]?.viewers === 1);
    expect((await servers()).map(({ live, viewers }) => ({ live, viewers }))).toEqual([
      { live: 0, viewers: 0 },
      { live: 1, viewers: 1 },
    ]);
    expect(await statusOf(scene.two.ourPit)).toBe('live');
  });

  it('returns a publish key with the address of the media server of the pit', async () => {
    const key = async () =>
      (await send<{ publish_url: string }>('POST', `/pits/${scene.two.theirPit}/publish-key`)).body
        .publish_url;
    expect(await key()).toContain('@127.0.0.1:8554/');
    await move(scene.two.theirs, added.id);
    // The placement reaches every backend by a notification.
    await waitFor(async () => (await key()).includes('@south.example.org:8554/'));
    await move(scene.two.theirs, 1);
  });

  it('reports since when a push camera has a new address, until its stream is back', async () => {
    const camera = async (pit: number) => (await send<Pit>('GET', `/pits/${pit}`)).body.camera;
    await setCamera(scene.two.theirPit, { kind: 'push' });
    // The previous move reaches this backend by a notification.
    await waitFor(async () => !(await camera(scene.two.theirPit))?.publish_address?.includes('south'));
    const fresh = await camera(scene.two.theirPit);
    const began = Date.now();
    await move(scene.two.theirs, added.id);
    await waitFor(async () => (await camera(scene.two.theirPit))?.publish_address !== fresh?.publish_address);
    const moved = await camera(scene.two.theirPit);
    expect(moved?.publish_address).toContain('south.example.org');
    expect(Date.parse(moved?.publish_address_changed_at ?? '')).toBeGreaterThan(began - 5000);
    // Periods from before the move do not end the reminder.
    const observed = new ObservedPits(scene.backend);
    observed.see([pathOf(scene.two.theirs)], 'up', began - 60_000);
    observed.see([pathOf(scene.two.theirs)], 'offline', began - 30_000);
    await observed.write(began - 20_000);
    expect((await camera(scene.two.theirPit))?.publish_address_changed_at).toBe(
      moved?.publish_address_changed_at,
    );
    observed.see([pathOf(scene.two.theirs)], 'up', Date.now() + 1000);
    await observed.write(Date.now() + 2000);
    await observed.end();
    expect((await camera(scene.two.theirPit))?.publish_address_changed_at).toBeNull();
    // The address of the media server may change too.
    await send('PATCH', `/media-servers/${added.id}`, { rtsp_url: 'rtsp://south.example.net:8554' });
    expect((await camera(scene.two.theirPit))?.publish_address_changed_at).not.toBeNull();
    await send('PATCH', `/media-servers/${added.id}`, { rtsp_url: addresses('south', '').rtsp_url });
    expect((await camera(scene.two.ourPit))?.publish_address_changed_at).toBeNull();
    await move(scene.two.theirs, 1);
  });

  it('returns a plan with the viewers that it disconnects, reconciles on request, and reveals no secret', async () => {
    const path = pathOf(scene.two.ours);
    scene.second.configs.set(path, { ...scene.second.configs.get(path), rtspTransport: 'udp' });
    scene.second.configs.set('workshop-77/pit-1', { source: `rtsp://u:${CAMERA_PASSWORD}@10.0.0.1/` });
    const plan = await send<MediaServerPlan>('GET', `/media-servers/${added.id}/plan`);
    expect(plan.body).toMatchObject({
      media_server_id: added.id,
      wanted: 1,
      total_changes: 2,
      disconnects_viewers: 1,
      changes: [
        { path: 'workshop-77/pit-1', action: 'remove', reason: 'unwanted', disconnects_viewers: 0 },
        { path, action: 'change', reason: 'differs', fields: ['rtspTransport'], disconnects_viewers: 1 },
      ],
    });
    const asked = await send<MediaServerPlan>('POST', `/media-servers/${added.id}/reconciliation`);
    expect(asked.status).toBe(202);
    await waitFor(() => !scene.second.configs.has('workshop-77/pit-1'));
    await waitFor(() => scene.second.configs.get(path)?.['rtspTransport'] === 'tcp');
    for (const text of [plan.text, asked.text, scene.backend.log.join('\n')]) {
      expect(text).not.toContain(CAMERA_PASSWORD);
      expect(text).not.toContain(encodeURIComponent(CAMERA_PASSWORD));
    }
  });

  it('creates the paths again after a restart of one media server, and does not change the other', async () => {
    const before = scene.first.calls.filter((call) => call.includes('replace')).length;
    scene.second.forget();
    await waitFor(() => scene.second.configs.has(pathOf(scene.two.ours)));
    expect(scene.first.calls.filter((call) => call.includes('replace'))).toHaveLength(before);
  });
});
