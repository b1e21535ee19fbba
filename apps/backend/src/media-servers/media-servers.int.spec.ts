import { waitFor } from '@ppf/testing';
import { type MediaServerDetails, type MediaServerPlan } from '@ppf/contracts';
import { PlacementIndex } from '.';
import { addresses, CAMERA_PASSWORD, MediaServersScene, pathOf } from '../testing/media-servers-scene';

describe('several media servers', () => {
  const scene = new MediaServersScene();
  const { move, send, servers, setCamera, token } = scene;
  let added: MediaServerDetails;

  beforeAll(() => scene.start());
  afterAll(() => scene.stop());

  it('starts with the configured media server, which cannot be removed or get other addresses', async () => {
    const [only, ...others] = await servers();
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      is_configured: true,
      state: 'in-use',
      api_url: scene.first.url,
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
    for (const as of [scene.two.owner, scene.two.staff]) {
      expect((await send('GET', '/media-servers', undefined, as)).status).toBe(403);
      expect(
        (await send('PUT', `/workshops/${scene.two.ours}/media-server`, { media_server_id: 1 }, as)).status,
      ).toBe(403);
    }
  });

  it('adds a media server, allows it in the content security policy, and places a new workshop on it', async () => {
    const answer = await send<MediaServerDetails>(
      'POST',
      '/media-servers',
      addresses('south', scene.second.url),
    );
    expect(answer.status).toBe(201);
    added = answer.body;
    expect(added).toMatchObject({ webrtc_url: 'https://south.example.org/webrtc', workshops: 0, viewers: 0 });
    await waitFor(async () => (await servers())[1]?.health.reachable === true);
    const policy = (await scene.backend.send({ url: '/api/docs' })).headers['content-security-policy'];
    expect(policy).toContain('https://south.example.org');
    const camera = { kind: 'pull', host: '127.0.0.1', port: scene.second.port };
    expect((await setCamera(scene.two.theirPit, camera)).body).toMatchObject({
      code: 'camera-address-refused',
    });
    const { body: made } = await send<{ id: number }>('POST', '/workshops', { name: 'New' });
    expect((await servers()).map(({ workshops }) => workshops)).toEqual([2, 1]);
    expect((await send('DELETE', `/workshops/${made.id}`)).status).toBe(204);
  });

  it('refuses the name and the control API of another media server', async () => {
    const post = async (body: object) =>
      (await send<{ code: string }>('POST', '/media-servers', body)).body.code;
    expect(await post(addresses('south', 'http://10.9.9.9:9997'))).toBe('media-server-name-taken');
    expect(await post(addresses('west', scene.second.url))).toBe('media-server-address-taken');
  });

  it('removes a media server without workshops, and stops polling it', async () => {
    for (const workshop of [scene.two.ours, scene.two.theirs]) await move(workshop, 1);
    expect((await send('DELETE', `/media-servers/${added.id}`)).status).toBe(204);
    expect((await send('GET', `/media-servers/${added.id}`)).status).toBe(404);
    await waitFor(() => scene.backend.app.get(PlacementIndex).servers.length === 1);
    await waitFor(() => scene.first.configs.has(pathOf(scene.two.ours)));
    scene.second.calls.length = 0;
    scene.first.calls.length = 0;
    // Each media server is polled once per second.
    await waitFor(() => scene.first.calls.filter((call) => call === 'GET paths/list').length >= 3);
    expect(scene.second.calls).toEqual([]);
  });

  it('lets an edge pull the paths of its origin for viewers, and places no workshop on it', async () => {
    const edge = { ...addresses('edge', scene.second.url), edge_of: 1, pulls_from: '127.0.0.1' };
    for (const wrong of [{ edge_of: undefined }, { pulls_from: undefined }, { edge_of: 4711 }])
      expect(await send('POST', '/media-servers', { ...edge, ...wrong })).toMatchObject({
        status: 422,
        body: { code: 'edge-needs-origin' },
      });
    const made = await send<MediaServerDetails>('POST', '/media-servers', edge);
    expect(made).toMatchObject({ status: 201, body: { edge_of: 1, pulls_from: '127.0.0.1', workshops: 0 } });
    const { id } = made.body;
    await waitFor(() => scene.second.configs.size === 2);
    const config = scene.second.configs.get(pathOf(scene.two.ours)) as {
      source: string;
      sourceOnDemand: boolean;
    };
    expect(config.sourceOnDemand).toBe(true);
    expect(config.source).toMatch(
      new RegExp(`^rtsp://edge-${id}:[\\w-]{43}@\\S+/${pathOf(scene.two.ours)}$`),
    );
    expect([...scene.second.configs.values()].map((each) => JSON.stringify(each)).join()).not.toContain(
      CAMERA_PASSWORD,
    );
    await waitFor(async () => (await token(scene.two.ourPit)).startsWith('https://edge.example.org/webrtc/'));
    expect(await move(scene.two.ours, id)).toMatchObject({
      status: 409,
      body: { code: 'media-server-is-edge' },
    });
    const { body: workshop } = await send<{ id: number }>('POST', '/workshops', { name: 'Anywhere' });
    expect((await servers()).find((each) => each.id === id)?.workshops).toBe(0);
    await send('DELETE', `/workshops/${workshop.id}`);
    expect((await send('POST', '/media-servers/1/drain')).body).toMatchObject({
      code: 'no-other-media-server',
    });
    expect((await send<MediaServerPlan>('GET', `/media-servers/${id}/plan`)).text).not.toContain('edge-');
    scene.second.behaves = 'talks-nonsense';
    await waitFor(async () => !(await token(scene.two.ourPit)).startsWith('https://edge.'));
    scene.second.behaves = 'well';
    await waitFor(async () => (await token(scene.two.ourPit)).startsWith('https://edge.'));
    await send('POST', `/media-servers/${id}/drain`);
    await waitFor(async () => !(await token(scene.two.ourPit)).startsWith('https://edge.'));
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
