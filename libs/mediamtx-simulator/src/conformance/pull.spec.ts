import { startSampleCamera, type SampleCamera } from '@ppf/sample-cameras';
import { waitFor } from '@ppf/testing';
import { serverLaunchers } from './server-launchers';
import { HookStub } from './hook-stub';
import { JTI, send, type HttpAnswer } from './http-request';
import { normalize } from './normalize';
import { untilPath } from './publisher';
import { recorded } from './recorded';
import { freePort } from '@ppf/free-ports';
import { type ServerUnderTest } from './servers-under-test';
import { WhepViewer } from './whep-viewer';

const USER = 'admin@x';
const PASSWORD = 'p@ss:w/o?r#d%&+ é"\\';

describe.each(serverLaunchers())('$name pulling cameras', (launcher) => {
  const hook = new HookStub();
  let server: ServerUnderTest;
  const cameras: SampleCamera[] = [];
  const add = (path: string, settings: object) =>
    send(server.ports.api, `/v3/config/paths/add/${path}`, {
      method: 'POST',
      body: JSON.stringify(settings),
    });
  const camera = async (auth: 'basic' | 'digest') => {
    const started = await startSampleCamera({
      port: 0,
      user: USER,
      password: PASSWORD,
      auth,
      path: 'stream1',
      clip: 'pit-1',
    });
    cameras.push(started);
    return started;
  };
  const watch = (path: string) => WhepViewer.watch(server.ports.webrtc, path, JTI);

  beforeAll(async () => {
    server = await launcher.start(await hook.start());
  });
  afterAll(async () => {
    await Promise.all(cameras.map((each) => each.stop()));
    await server.stop();
    await hook.stop();
  });

  it.each(['basic', 'digest'] as const)(
    'responds to a camera’s %s challenge with every special character',
    async (auth) => {
      const { url } = await camera(auth);
      const path = `workshop-3/${auth}`;
      expect((await add(path, { source: url, rtspTransport: 'tcp' })).status).toBe(200);
      const shown = await untilPath(server, path, ({ ready }) => ready);
      expect(shown.source).toEqual(
        recorded<{ sourceType: object }>('pull', `${auth}_special_password`).sourceType,
      );
      expect(server.log.some((line) => line.includes('p%40ss') || line.includes('p@ss'))).toBe(false);
      expect(
        server.log.some((line) =>
          line.endsWith(`INF [path ${path}] stream is available and online, 1 track (H264)`),
        ),
      ).toBe(true);
      const viewer = await watch(path);
      await viewer.until(({ frames }) => frames > 10);
      viewer.stop();
    },
  );

  it('logs which response of a camera was a denial', async () => {
    const { port } = await camera('digest');
    await add('workshop-3/refused', {
      source: `rtsp://${encodeURIComponent(USER)}:wrong@127.0.0.1:${port}/stream1`,
    });
    const refusal = 'ERR [path workshop-3/refused] [RTSP source] bad status code: 401 (Unauthorized)';
    await waitFor(() => server.log.some((line) => line.endsWith(refusal)), refusal);
  });

  it('lists the path of an unreachable camera as recorded, and responds with 404 to its viewers', async () => {
    const port = await freePort();
    await add('workshop-3/demand', { source: `rtsp://a:b@127.0.0.1:${port}/x`, rtspTransport: 'tcp' });
    const { whep, path } = recorded<{ whep: { status: number; body: string }; path: object }>(
      'pull',
      'dead_camera_not_on_demand',
    );
    const shown = await send(server.ports.api, '/v3/paths/get/workshop-3/demand');
    expect(normalize(shown.body)).toEqual(normalize(path));
    const { post } = await watch('workshop-3/demand');
    expect({ status: post.status, body: JSON.stringify(post.body) }).toMatchObject({
      status: whep.status,
      body: whep.body,
    });
  });

  it('delays viewers of an unreachable camera on demand until the start timeout, then reports it', async () => {
    const port = await freePort();
    await add('workshop-3/slow', {
      source: `rtsp://a:b@127.0.0.1:${port}/x`,
      sourceOnDemand: true,
      sourceOnDemandStartTimeout: '1s',
    });
    const kept = recorded<Record<string, { status: number; body: string }>>('pull', 'on_demand_dead_camera');
    const forSlowPath = (body: string) => body.replace('workshop-3/demand', 'workshop-3/slow');
    const [viewer, hls] = await Promise.all([
      watch('workshop-3/slow'),
      send(server.ports.hls, '/workshop-3/slow/index.m3u8?cookieCheck=1', { headers: JTI }),
    ]);
    const plain = ({ status, body }: HttpAnswer) => ({ status, body: JSON.stringify(body) });
    expect(plain(viewer.post)).toEqual({ status: kept.whep!.status, body: forSlowPath(kept.whep!.body) });
    expect(plain(hls)).toEqual({ status: kept.hls!.status, body: forSlowPath(kept.hls!.body) });
    // The timeout starts with the first request, and the other may arrive later on a busy machine.
    expect(Math.max(viewer.post.ms, hls.ms)).toBeGreaterThan(500);
    // By default it is 10 s.
    expect(viewer.post.ms).toBeLessThan(9500);
  });

  it('starts a camera on demand for its first viewer and stops it after the last one', async () => {
    const { url } = await camera('basic');
    const path = 'workshop-3/wanted';
    await add(path, { source: url, sourceOnDemand: true, sourceOnDemandCloseAfter: '3s' });
    const before = await untilPath(server, path, () => true);
    expect(before).toMatchObject(recorded<{ before: object }>('pull', 'on_demand_ok').before);
    const options = await send(server.ports.webrtc, `/${path}/whep`, { method: 'OPTIONS', headers: JTI });
    expect(options.status).toBe(204);
    expect((await untilPath(server, path, () => true)).ready).toBe(false);
    const viewer = await watch(path);
    expect(viewer.post.status).toBe(201);
    const { readers } = await untilPath(server, path, ({ ready }) => ready);
    expect(readers).toEqual([{ type: 'webRTCSession', id: viewer.id }]);
    const left = Date.now();
    await send(server.ports.webrtc, viewer.location, { method: 'DELETE' });
    expect((await untilPath(server, path, () => true)).ready).toBe(true);
    await untilPath(server, path, ({ ready }) => !ready);
    // By default it is 10 s.
    expect(Date.now() - left).toBeLessThan(9500);
    viewer.stop();
  });

  it('closes viewers when the camera disconnects, and reconnects 5 s later', async () => {
    const gone = await camera('digest');
    const path = 'workshop-3/back';
    await add(path, { source: gone.url });
    await untilPath(server, path, ({ ready }) => ready);
    const viewer = await watch(path);
    await viewer.until(({ frames }) => frames > 0);
    const stopped = Date.now();
    await gone.restart();
    await viewer.until(({ closedAt }) => closedAt !== null);
    await untilPath(server, path, ({ ready }) => !ready);
    await untilPath(server, path, ({ ready }) => ready);
    expect(Date.now() - stopped).toBeGreaterThan(2500);
  });
});
