import { ControlApiStub, waitFor } from '@ppf/testing';
import {
  type MediaServerDetails,
  type MediaServerList,
  type MediaServerPlan,
  type Pit,
  type StreamTokenResponse,
  type SystemInfo,
  type WorkshopPlacement,
  type WorkshopPlacementList,
} from '@ppf/contracts';
import { PlacementIndex } from '.';
import { ObservedPits } from '../testing/observed-pits';
import { type BackendUnderTest, type Sent, startBackend } from '../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';
import { MOVE_TIMING } from './moving/move-workshops';

const PASSWORD = 'c@mera-p@ssword';

describe('several media servers', () => {
  let first: ControlApiStub;
  let second: ControlApiStub;
  let backend: BackendUnderTest;
  let two: TwoWorkshops;
  let added: MediaServerDetails;
  const usual = { ...MOVE_TIMING };

  beforeAll(async () => {
    Object.assign(MOVE_TIMING, { pathsMs: 5000, picturesMs: 1500, everyMs: 50 });
    first = await new ControlApiStub().start();
    second = await new ControlApiStub().start();
    second.version = 'v1.9.3';
    backend = await startBackend({ MEDIAMTX_API_URL: first.url });
    two = await makeTwoWorkshops(backend);
    await setCamera(two.ourPit, {
      kind: 'pull',
      url: `rtsp://u:${encodeURIComponent(PASSWORD)}@127.0.0.1:1554/x`,
    });
    await setCamera(two.theirPit, { kind: 'push' });
    await waitFor(() => first.configs.has(pathOf(two.ours)));
  });
  afterAll(async () => {
    Object.assign(MOVE_TIMING, usual);
    await backend.stop();
    await Promise.all([first.stop(), second.stop()]);
  });

  const pathOf = (workshop: number) => `workshop-${workshop}/pit-1`;
  const send = async <Body>(method: Sent['method'], url: string, body?: unknown, as = two.admin) => {
    const answer = await backend.send({
      method: method ?? 'GET',
      url: `/api/v1${url}`,
      as,
      ...(body ? { body } : {}),
    });
    return { status: answer.status, body: answer.body as Body, text: answer.text };
  };
  const setCamera = (pit: number, camera: object) => send('PUT', `/pits/${pit}/camera`, camera);
  const servers = async () => (await send<MediaServerList>('GET', '/media-servers')).body.items;
  const token = async (pit: number) =>
    (await send<StreamTokenResponse>('POST', '/streams/token', { pit_id: pit })).body.webrtc_url;
  const statusOf = async (pit: number) => (await send<Pit>('GET', `/pits/${pit}`)).body.stream.status;
  const move = (workshop: number, to: number) =>
    send<WorkshopPlacement & { code: string }>('PUT', `/workshops/${workshop}/media-server`, {
      media_server_id: to,
    });
  const addresses = (name: string, api: string) => ({
    name,
    api_url: api,
    webrtc_url: `https://${name}.example.org/webrtc/`,
    hls_url: `https://${name}.example.org/hls`,
    rtsp_url: `rtsp://${name}.example.org:8554`,
  });

  it('starts with the configured media server, which cannot be removed or get other addresses', async () => {
    const [only, ...others] = await servers();
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      is_configured: true,
      state: 'in-use',
      api_url: first.url,
      workshops: 2,
      cameras: 2,
    });
    await waitFor(async () => (await servers())[0]?.health.version === 'v1.20.1');
    const url = `/media-servers/${only?.id}`;
    expect(await send('DELETE', url)).toMatchObject({
      status: 409,
      body: { code: 'media-server-is-configured' },
    });
    expect(await send('PATCH', url, { hls_url: 'http://other' })).toMatchObject({
      body: { code: 'media-server-is-configured' },
    });
    expect(await send('PATCH', url, { name: ' ' })).toMatchObject({ body: { code: 'validation-failed' } });
    expect((await send('PATCH', url, { name: ' North ' })).body).toMatchObject({ name: 'North' });
    expect(await send('POST', `${url}/drain`)).toMatchObject({
      status: 409,
      body: { code: 'no-other-media-server' },
    });
  });

  it.each([
    ['credentials in an address', { api_url: 'http://admin:secret@10.0.0.7:9997' }],
    ['a query in an address', { hls_url: 'http://10.0.0.7/?token=1' }],
    ['another scheme in an address', { rtsp_url: 'http://10.0.0.7' }],
    ['no address', { webrtc_url: 'media' }],
    ['no name', { name: '' }],
    ['a name of spaces', { name: '   ' }],
    ['a name of no-break spaces', { name: '\u00a0\u00a0' }],
  ])('refuses a media server with %s', async (_, change) => {
    const answer = await send('POST', '/media-servers', {
      ...addresses('x', 'http://10.0.0.7:9997'),
      ...change,
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
    expect(answer.text).not.toContain('secret');
  });

  it('is restricted to operators', async () => {
    for (const as of [two.owner, two.staff]) {
      expect((await send('GET', '/media-servers', undefined, as)).status).toBe(403);
      expect(
        (await send('PUT', `/workshops/${two.ours}/media-server`, { media_server_id: 1 }, as)).status,
      ).toBe(403);
    }
  });

  it('adds a media server, allows it in the content security policy, and places a new workshop on it', async () => {
    const answer = await send<MediaServerDetails>('POST', '/media-servers', addresses('south', second.url));
    expect(answer.status).toBe(201);
    added = answer.body;
    expect(added).toMatchObject({ webrtc_url: 'https://south.example.org/webrtc', workshops: 0, viewers: 0 });
    await waitFor(async () => (await servers())[1]?.health.reachable === true);
    const policy = (await backend.send({ url: '/api/docs' })).headers['content-security-policy'];
    expect(policy).toContain('https://south.example.org');
    const camera = { kind: 'pull', host: '127.0.0.1', port: second.port };
    expect((await setCamera(two.theirPit, camera)).body).toMatchObject({ code: 'camera-address-refused' });
    const { body: made } = await send<{ id: number }>('POST', '/workshops', { name: 'New' });
    expect((await servers()).map(({ workshops }) => workshops)).toEqual([2, 1]);
    expect((await send('DELETE', `/workshops/${made.id}`)).status).toBe(204);
  });

  it('refuses the name and the control API of another media server', async () => {
    const post = async (body: object) =>
      (await send<{ code: string }>('POST', '/media-servers', body)).body.code;
    expect(await post(addresses('south', 'http://10.9.9.9:9997'))).toBe('media-server-name-taken');
    expect(await post(addresses('west', second.url))).toBe('media-server-address-taken');
  });

  it('creates the paths on the target of a move before it removes the old ones', async () => {
    const path = pathOf(two.ours);
    first.sent.set(path, { viewers: 3 });
    await waitFor(async () => (await statusOf(two.ourPit)) === 'live');
    const { body: placed } = await send<WorkshopPlacementList>('GET', `/media-servers/1/workshops`);
    expect(placed.items.find(({ workshop_id: id }) => id === two.ours)).toMatchObject({
      viewers: 3,
      cameras: 1,
    });
    second.writeMs = 200;
    const order: string[] = [];
    const note = () =>
      order.push(`${first.configs.has(path) ? 'old' : ''}${second.configs.has(path) ? 'new' : ''}`);
    note();
    for (const { configs } of [first, second])
      for (const change of ['set', 'delete'] as const) {
        const original = configs[change].bind(configs) as (...args: unknown[]) => unknown;
        jest.spyOn(configs, change).mockImplementation(((...args: unknown[]) => {
          const result = original(...args);
          note();
          return result;
        }) as never);
      }
    const moved = await move(two.ours, added.id);
    expect(moved).toMatchObject({ status: 200, body: { media_server_id: added.id, moving_to_id: null } });
    await waitFor(() => !first.configs.has(path));
    jest.restoreAllMocks();
    second.writeMs = 0;
    expect(order.filter((each, index) => each !== order[index - 1])).toEqual(['old', 'oldnew', 'new']);
    expect(await token(two.ourPit)).toBe(`https://south.example.org/webrtc/${path}/whep`);
    expect(await token(two.theirPit)).not.toContain('south');
    first.sent.delete(path);
  });

  it('reports the stream status from the media server of the workshop', async () => {
    second.sent.set(pathOf(two.ours), { viewers: 1 });
    await waitFor(async () => (await servers())[1]?.viewers === 1);
    expect((await servers()).map(({ live, viewers }) => ({ live, viewers }))).toEqual([
      { live: 0, viewers: 0 },
      { live: 1, viewers: 1 },
    ]);
    expect(await statusOf(two.ourPit)).toBe('live');
  });

  it('returns a publish key with the address of the media server of the pit', async () => {
    const key = async () =>
      (await send<{ publish_url: string }>('POST', `/pits/${two.theirPit}/publish-key`)).body.publish_url;
    expect(await key()).toContain('@127.0.0.1:8554/');
    await move(two.theirs, added.id);
    // The placement reaches every backend by a notification.
    await waitFor(async () => (await key()).includes('@south.example.org:8554/'));
    await move(two.theirs, 1);
  });

  it('reports since when a push camera has a new address, until its stream is back', async () => {
    const camera = async (pit: number) => (await send<Pit>('GET', `/pits/${pit}`)).body.camera;
    await setCamera(two.theirPit, { kind: 'push' });
    // The previous move reaches this backend by a notification.
    await waitFor(async () => !(await camera(two.theirPit))?.publish_address?.includes('south'));
    const fresh = await camera(two.theirPit);
    const began = Date.now();
    await move(two.theirs, added.id);
    await waitFor(async () => (await camera(two.theirPit))?.publish_address !== fresh?.publish_address);
    const moved = await camera(two.theirPit);
    expect(moved?.publish_address).toContain('south.example.org');
    expect(Date.parse(moved?.publish_address_changed_at ?? '')).toBeGreaterThan(began - 5000);
    // Periods from before the move do not end the reminder.
    const observed = new ObservedPits(backend);
    observed.see([pathOf(two.theirs)], 'up', began - 60_000);
    observed.see([pathOf(two.theirs)], 'offline', began - 30_000);
    await observed.write(began - 20_000);
    expect((await camera(two.theirPit))?.publish_address_changed_at).toBe(moved?.publish_address_changed_at);
    observed.see([pathOf(two.theirs)], 'up', Date.now() + 1000);
    await observed.write(Date.now() + 2000);
    await observed.end();
    expect((await camera(two.theirPit))?.publish_address_changed_at).toBeNull();
    // The address of the media server may change too.
    await send('PATCH', `/media-servers/${added.id}`, { rtsp_url: 'rtsp://south.example.net:8554' });
    expect((await camera(two.theirPit))?.publish_address_changed_at).not.toBeNull();
    await send('PATCH', `/media-servers/${added.id}`, { rtsp_url: addresses('south', '').rtsp_url });
    expect((await camera(two.ourPit))?.publish_address_changed_at).toBeNull();
    await move(two.theirs, 1);
  });

  it('returns a plan with the viewers that it disconnects, reconciles on request, and reveals no secret', async () => {
    const path = pathOf(two.ours);
    second.configs.set(path, { ...second.configs.get(path), rtspTransport: 'udp' });
    second.configs.set('workshop-77/pit-1', { source: `rtsp://u:${PASSWORD}@10.0.0.1/` });
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
    await waitFor(() => !second.configs.has('workshop-77/pit-1'));
    await waitFor(() => second.configs.get(path)?.['rtspTransport'] === 'tcp');
    for (const text of [plan.text, asked.text, backend.log.join('\n')]) {
      expect(text).not.toContain(PASSWORD);
      expect(text).not.toContain(encodeURIComponent(PASSWORD));
    }
  });

  it('creates the paths again after a restart of one media server, and does not change the other', async () => {
    const before = first.calls.filter((call) => call.includes('replace')).length;
    second.forget();
    await waitFor(() => second.configs.has(pathOf(two.ours)));
    expect(first.calls.filter((call) => call.includes('replace'))).toHaveLength(before);
  });

  it.each<ControlApiStub['behaves']>(['hangs', 'talks-nonsense'])(
    'moves nothing to a media server that %s, reports it as unreachable, and recovers with it',
    async (fault) => {
      Object.assign(MOVE_TIMING, { pathsMs: 500 });
      first.behaves = fault;
      expect(await move(two.ours, 1)).toMatchObject({
        status: 503,
        body: { code: 'media-server-unreachable' },
      });
      expect((await send('GET', `/media-servers/1/plan`)).body).toMatchObject({
        code: 'media-server-unreachable',
      });
      await waitFor(async () => (await servers())[0]?.health.reachable === false);
      expect(second.configs.has(pathOf(two.ours))).toBe(true);
      expect((await servers()).map(({ workshops }) => workshops)).toEqual([1, 1]);
      const reachable = async (as: string) =>
        (await send<SystemInfo>('GET', '/system', undefined, as)).body.media_server.reachable;
      expect([
        await reachable(two.owner),
        await reachable(two.otherOwner),
        await reachable(two.admin),
      ]).toEqual([true, false, false]);
      first.behaves = 'well';
      Object.assign(MOVE_TIMING, { pathsMs: 5000 });
      await waitFor(async () => (await servers())[0]?.health.reachable === true);
    },
  );

  it('refuses to drain to unreachable media servers, names them, and changes nothing', async () => {
    const before = await servers();
    second.behaves = 'talks-nonsense';
    const refused = await send<{ code: string; detail: string }>('POST', '/media-servers/1/drain');
    expect([refused.status, refused.body.code]).toEqual([503, 'media-server-unreachable']);
    expect(refused.body.detail).toContain(`“${added.name}” does not respond`);
    const shown = ({ state, workshops, id }: MediaServerDetails) => [id, state, workshops];
    expect((await servers()).map(shown)).toEqual(before.map(shown));
    const [moving] = await backend.database.query<[{ n: string }]>(
      'SELECT count(*) AS n FROM workshop WHERE moving_to_id IS NOT NULL',
    );
    expect(moving.n).toBe('0');
    expect(second.configs.has(pathOf(two.theirs))).toBe(false);
    second.behaves = 'well';
    await waitFor(async () => (await servers())[1]?.health.reachable === true);
  });

  it('changes nothing when a drain fails or is cancelled', async () => {
    await move(two.ours, 1);
    await waitFor(() => !second.configs.has(pathOf(two.ours)));
    const state = async () => (await servers()).map((each) => [each.state, each.workshops]);
    const before = await state();
    second.writeMs = 4000;
    const failing = send<{ code: string; detail: string }>('POST', '/media-servers/1/drain');
    await waitFor(async () => (await servers())[0]?.state === 'draining');
    second.behaves = 'hangs';
    const failed = await failing;
    expect([failed.status, failed.body.code]).toEqual([503, 'media-server-unreachable']);
    expect(failed.body.detail).toContain(added.name);
    expect(await state()).toEqual(before);
    second.behaves = 'well';
    await waitFor(async () => (await servers())[1]?.health.reachable === true);

    const cancelled = send('POST', '/media-servers/1/drain');
    await waitFor(async () => (await servers())[0]?.state === 'draining');
    await send('DELETE', '/media-servers/1/drain');
    await cancelled;
    expect(await state()).toEqual(before);
    const [moving] = await backend.database.query<[{ n: string }]>(
      'SELECT count(*) AS n FROM workshop WHERE moving_to_id IS NOT NULL',
    );
    expect(moving.n).toBe('0');
    second.writeMs = 0;
    await move(two.ours, added.id);
    // The next move to the first media server must find nothing there that this move still removes.
    await waitFor(() => !first.configs.has(pathOf(two.ours)));
  });

  it('drains a media server: moves its workshops away and places no new ones', async () => {
    const drained = await send<MediaServerDetails>('POST', `/media-servers/${added.id}/drain`);
    expect(drained).toMatchObject({ status: 200, body: { state: 'draining', workshops: 0 } });
    await waitFor(() => !second.configs.has(pathOf(two.ours)));
    expect(first.configs.has(pathOf(two.ours))).toBe(true);
    expect(await move(two.ours, added.id)).toMatchObject({
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
    second.behaves = 'talks-nonsense';
    await waitFor(async () => (await servers())[1]?.health.reachable === false);
    expect((await send<SystemInfo>('GET', '/system')).body.media_server.reachable).toBe(true);
    second.behaves = 'well';
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

  it('removes a media server without workshops, and stops polling it', async () => {
    for (const workshop of [two.ours, two.theirs]) await move(workshop, 1);
    expect((await send('DELETE', `/media-servers/${added.id}`)).status).toBe(204);
    expect((await send('GET', `/media-servers/${added.id}`)).status).toBe(404);
    await waitFor(() => backend.app.get(PlacementIndex).servers.length === 1);
    await waitFor(() => first.configs.has(pathOf(two.ours)));
    second.calls.length = 0;
    first.calls.length = 0;
    // Each media server is polled once per second.
    await waitFor(() => first.calls.filter((call) => call === 'GET paths/list').length >= 3);
    expect(second.calls).toEqual([]);
  });

  it('lets an edge pull the paths of its origin for viewers, and places no workshop on it', async () => {
    const edge = { ...addresses('edge', second.url), edge_of: 1, pulls_from: '127.0.0.1' };
    for (const wrong of [{ edge_of: undefined }, { pulls_from: undefined }, { edge_of: 4711 }])
      expect(await send('POST', '/media-servers', { ...edge, ...wrong })).toMatchObject({
        status: 422,
        body: { code: 'edge-needs-origin' },
      });
    const made = await send<MediaServerDetails>('POST', '/media-servers', edge);
    expect(made).toMatchObject({ status: 201, body: { edge_of: 1, pulls_from: '127.0.0.1', workshops: 0 } });
    const { id } = made.body;
    await waitFor(() => second.configs.size === 2);
    const config = second.configs.get(pathOf(two.ours)) as { source: string; sourceOnDemand: boolean };
    expect(config.sourceOnDemand).toBe(true);
    expect(config.source).toMatch(new RegExp(`^rtsp://edge-${id}:[\\w-]{43}@\\S+/${pathOf(two.ours)}$`));
    expect([...second.configs.values()].map((each) => JSON.stringify(each)).join()).not.toContain(PASSWORD);
    await waitFor(async () => (await token(two.ourPit)).startsWith('https://edge.example.org/webrtc/'));
    expect(await move(two.ours, id)).toMatchObject({ status: 409, body: { code: 'media-server-is-edge' } });
    const { body: workshop } = await send<{ id: number }>('POST', '/workshops', { name: 'Anywhere' });
    expect((await servers()).find((each) => each.id === id)?.workshops).toBe(0);
    await send('DELETE', `/workshops/${workshop.id}`);
    expect((await send('POST', '/media-servers/1/drain')).body).toMatchObject({
      code: 'no-other-media-server',
    });
    expect((await send<MediaServerPlan>('GET', `/media-servers/${id}/plan`)).text).not.toContain('edge-');
    second.behaves = 'talks-nonsense';
    await waitFor(async () => !(await token(two.ourPit)).startsWith('https://edge.'));
    second.behaves = 'well';
    await waitFor(async () => (await token(two.ourPit)).startsWith('https://edge.'));
    await send('POST', `/media-servers/${id}/drain`);
    await waitFor(async () => !(await token(two.ourPit)).startsWith('https://edge.'));
    expect((await send('DELETE', `/media-servers/${id}`)).status).toBe(204);
    const origin = await send<MediaServerDetails>(
      'POST',
      '/media-servers',
      addresses('o', 'http://127.0.0.1:1'),
    );
    const last = { ...edge, edge_of: origin.body.id };
    const of = await send<MediaServerDetails>('POST', '/media-servers', last);
    const removal = () => send('DELETE', `/media-servers/${origin.body.id}`);
    expect(await removal()).toMatchObject({ status: 409, body: { code: 'media-server-not-empty' } });
    await send('DELETE', `/media-servers/${of.body.id}`);
    expect((await removal()).status).toBe(204);
  });
});
