import { type LiveStreamList, type StreamTokenResponse, UNKNOWN_STREAM } from '@ppf/contracts';
import { StreamStatusStore } from '../media-servers';
import { StreamScene } from '../testing/stream-scene';

describe('stream tokens', () => {
  const scene = new StreamScene();
  const { addPit, insert, issue, issued } = scene;

  beforeAll(() => scene.start());
  afterAll(scene.stop);

  describe('POST /streams/token', () => {
    it('issues a token and the addresses to use it at', async () => {
      const answer = await issue(scene.ids.pull, scene.staff);
      const path = scene.path(1);
      const body: StreamTokenResponse = answer.body;
      expect(answer.status).toBe(201);
      expect(body).toEqual({
        token: expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]{43}$/) as string,
        token_type: 'Bearer',
        authorization: expect.stringMatching(/^Bearer [0-9a-f-]{36}:eyJ[^:]+$/) as string,
        expires_in: 60,
        expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.000Z$/) as string,
        path,
        webrtc_url: `http://127.0.0.1:8889/${path}/whep`,
        hls_url: `http://127.0.0.1:8888/${path}/index.m3u8`,
        rtsp_url: `rtsp://127.0.0.1:8554/${path}?token=${body.token}`,
        hls_session: false,
        session_lease_seconds: 60,
        instant_picture: false,
        ice_servers: [],
        camera: UNKNOWN_STREAM,
      });
      expect(body.token.length).toBeLessThan(512);
    });

    it.each<[string, () => Promise<{ status: number; body: unknown }>, number, string]>([
      ['another workshop’s pit to staff', () => issue(scene.ids.foreign, scene.staff), 404, 'pit-not-found'],
      ['a pit that does not exist', () => issue(2_147_483_647, scene.staff), 404, 'pit-not-found'],
      ['a pit without sign-in', () => issue(scene.ids.pull), 401, 'not-signed-in'],
      [
        'anything for a damaged access token',
        () => issue(scene.ids.pull, `${scene.staff.slice(0, -4)}AAAA`),
        401,
        'not-signed-in',
      ],
      [
        'anything for a stream token',
        async () => issue(scene.ids.pull, (await issued(scene.ids.pull)).token),
        401,
        'not-signed-in',
      ],
      ['a pit id that is not a number', () => issue('1', scene.staff), 422, 'validation-failed'],
    ])('refuses %s', async (_, send, status, code) => {
      expect(await send()).toMatchObject({ status, body: { code } });
    });

    it('issues tokens for any workshop’s pit to the operator', async () => {
      expect((await issue(scene.ids.foreign, await scene.backend.tokenFor('operator'))).status).toBe(201);
    });

    it('refuses a body that is not a JSON object, and unknown fields', async () => {
      const send = (body: unknown) =>
        scene.backend.send({ method: 'POST', url: '/api/v1/streams/token', as: scene.staff, body });
      expect(await send('{"pit_id":')).toMatchObject({ status: 400, body: { code: 'malformed-body' } });
      expect(await send([1])).toMatchObject({ status: 422 });
      expect(await send({ pit_id: scene.ids.pull, act: 'publish' })).toMatchObject({
        status: 422,
        body: {
          code: 'validation-failed',
          errors: [{ field: 'act', message: 'is not a field of this request' }],
        },
      });
    });
  });

  describe('GET /streams', () => {
    it('lists the streams that exist, of the own workshop only', async () => {
      const board = scene.backend.app.get(StreamStatusStore);
      const since = '2026-01-01T00:00:00.000Z';
      board.report(scene.path(1), {
        ...UNKNOWN_STREAM,
        status: 'live',
        since,
        codec: 'H264',
        readers: 2,
      });
      board.report(scene.path(2), { ...UNKNOWN_STREAM, status: 'offline', since });
      board.report(`workshop-${scene.ids.other}/pit-1`, {
        ...UNKNOWN_STREAM,
        status: 'stalled',
        since,
        codec: 'H264',
      });
      const list = async (as: string): Promise<LiveStreamList> =>
        (await scene.backend.send({ url: '/api/v1/streams', as })).body;
      expect(await list(scene.staff)).toEqual({
        items: [
          {
            pit_id: scene.ids.pull,
            workshop_id: scene.ids.workshop,
            path: scene.path(1),
            stream: { ...UNKNOWN_STREAM, status: 'live', since, codec: 'H264', readers: 2 },
          },
        ],
        next_cursor: null,
      });
      const all = await list(await scene.backend.tokenFor('operator'));
      expect(all.items.map(({ pit_id }) => pit_id)).toEqual([scene.ids.pull, scene.ids.foreign]);
      expect((await scene.backend.send({ url: '/api/v1/streams' })).status).toBe(401);
    });
  });

  it('issues a token for a new pit before its notification has arrived', async () => {
    const admin = await scene.backend.tokenFor('operator');
    await scene.backend.database.query('ALTER TABLE pit DISABLE TRIGGER USER');
    try {
      const made = await addPit(scene.ids.other, 77);
      expect((await issue(made, scene.staff)).body).toMatchObject({ code: 'pit-not-found' });
      expect(await issue(made, admin)).toMatchObject({ status: 201, body: { path: expect.any(String) } });
      expect((await issue(made + 1, admin)).body).toMatchObject({ code: 'pit-not-found' });
      await insert('DELETE FROM pit WHERE id = $1', [made]);
    } finally {
      await scene.backend.database.query('ALTER TABLE pit ENABLE TRIGGER USER');
    }
  });

  it('writes no token, key or secret to the log', () => {
    scene.expectNoSecretInLog();
  });
});
