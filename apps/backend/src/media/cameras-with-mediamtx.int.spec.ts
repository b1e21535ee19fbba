import { waitFor } from '@ppf/testing';
import type {
  Camera,
  CameraUsage,
  MediaServerPlan,
  Pit,
  PublishKey,
  StreamTokenResponse,
} from '@ppf/contracts';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePorts, HOOK_SECRET, MEDIAMTX_BINARY, RealMediaMtx } from '../testing/real-mediamtx';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';

const withMediaMtx = MEDIAMTX_BINARY ? describe : describe.skip;

const SECRET = 'zx81-password';
const H264 = [
  '-c:v',
  'libx264',
  '-preset',
  'ultrafast',
  '-tune',
  'zerolatency',
  '-g',
  '10',
  '-pix_fmt',
  'yuv420p',
];
const B_FRAMES = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '10', '-pix_fmt', 'yuv420p'];
const MJPEG = [
  '-c:v',
  'mjpeg',
  '-huffman',
  'default',
  '-force_duplicated_matrix',
  '1',
  '-pix_fmt',
  'yuvj420p',
];

withMediaMtx('cameras at a real MediaMTX', () => {
  let backend: BackendUnderTest;
  let mediamtx: RealMediaMtx;
  let admin: string;
  let workshop: number;
  let pits = 0;

  beforeAll(async () => {
    const ports = await freePorts();
    mediamtx = new RealMediaMtx(ports);
    backend = await startBackend({
      MEDIAMTX_RTSP_PORT: String(ports.rtsp),
      MEDIAMTX_WEBRTC_PORT: String(ports.webrtc),
      MEDIAMTX_HLS_PORT: String(ports.hls),
      MEDIAMTX_API_PORT: String(ports.api),
    });
    await backend.app.listen(0, '127.0.0.1');
    mediamtx.start((backend.app.getHttpServer().address() as AddressInfo).port);
    admin = await backend.tokenFor('operator');
    workshop = (await call<{ id: number }>('POST', '/workshops', { name: 'Cameras' })).id;
  });

  afterAll(async () => {
    mediamtx.stop();
    await backend.stop();
  });

  async function call<Answer>(method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, body?: unknown) {
    const answer = await backend.send({ method, url: `/api/v1${url}`, as: admin, ...(body ? { body } : {}) });
    if (answer.status >= 300) throw new Error(`${method} ${url}: ${answer.status} ${answer.text}`);
    return answer.body as Answer;
  }
  async function pitWith(camera: object): Promise<{ pit: Pit; camera: Camera }> {
    const pit = await call<Pit>('POST', `/workshops/${workshop}/pits`, { number: (pits += 1) });
    return { pit, camera: await call<Camera>('PUT', `/pits/${pit.id}/camera`, camera) };
  }
  const keyOf = ({ id }: Pit) => call<PublishKey>('POST', `/pits/${id}/publish-key`);
  const shown = ({ id }: Pit) => call<Pit>('GET', `/pits/${id}`);
  const tokenOf = ({ id }: Pit, stream = 'main') =>
    call<StreamTokenResponse>('POST', '/streams/token', { pit_id: id, stream });
  const isLive = async (pit: Pit) => (await shown(pit)).stream.status === 'live';

  it('has two streams of a push camera with one key, and does not pull from itself', async () => {
    const { pit, camera } = await pitWith({ kind: 'push', sub: true });
    const key = await keyOf(pit);
    expect(camera.sub_publish_address).toBe(`rtsp://127.0.0.1:${mediamtx.ports.rtsp}/${pit.path}/sub`);
    mediamtx.publish(key.publish_url, H264);
    mediamtx.publish(key.sub_publish_url_with_query ?? '', H264);
    await waitFor(async () => {
      const { stream, sub_stream } = await shown(pit);
      return stream.status === 'live' && sub_stream?.status === 'live';
    });
    expect(await mediamtx.probe((await tokenOf(pit, 'sub')).rtsp_url)).toBe('h264,0');
    const crossed = (await tokenOf(pit)).rtsp_url.replace(pit.path, `${pit.path}/sub`);
    expect(await mediamtx.probe(crossed)).toMatch(/^failed: .*(401|Unauthorized)/s);

    // A camera at the media server itself would be its own source.
    const main = new URL((await tokenOf(pit)).rtsp_url);
    const sub = new URL((await tokenOf(pit, 'sub')).rtsp_url);
    expect((await tokenOf(pit)).path).toBe(pit.path);
    const own = await backend.send({
      method: 'PUT',
      url: `/api/v1/pits/${pit.id}/camera`,
      as: admin,
      body: {
        kind: 'pull',
        host: '127.0.0.1',
        port: mediamtx.ports.rtsp,
        path: main.pathname + main.search,
        sub_path: sub.pathname,
      },
    });
    expect(own).toMatchObject({ status: 422, body: { code: 'camera-address-refused' } });
  });

  it('allows a camera to publish from an allowed address without a key until the address is removed', async () => {
    const { pit, camera } = await pitWith({ kind: 'push', allow_list: ['127.0.0.1'] });
    mediamtx.publish(camera.publish_address ?? '', H264);
    await waitFor(() => isLive(pit));
    await call('PUT', `/pits/${pit.id}/camera`, { kind: 'push', allow_list: ['10.9.9.9'] });
    await waitFor(async () => !(await mediamtx.path(pit.path))?.ready);
    // FFmpeg ends when it is refused.
    await once(mediamtx.publish(camera.publish_address ?? '', H264), 'exit');
    expect((await mediamtx.path(pit.path))?.ready ?? false).toBe(false);
  });

  it.each([
    ['MJPEG, at all times', MJPEG, false],
    ['B-frames, on demand', B_FRAMES, true],
  ])('re-encodes %s', async (_, encoder, onDemand) => {
    const { pit, camera } = await pitWith({ kind: 'push', transcode: true, on_demand: onDemand });
    const raw = `${pit.path}/raw`;
    expect(camera.publish_address).toMatch(new RegExp(`/${raw}$`));
    const key = await keyOf(pit);
    // A camera tries again; this one does not.
    await waitFor(async () => (await mediamtx.path(raw)) !== null);
    mediamtx.publish(key.publish_url_with_query, encoder);
    await waitFor(async () => (await mediamtx.path(raw))?.ready === true);
    if (onDemand) expect((await mediamtx.path(pit.path))?.ready).toBe(false);
    else await waitFor(() => isLive(pit));
    const token = await tokenOf(pit);
    expect(await mediamtx.probe(token.rtsp_url)).toBe('h264,0');
    await waitFor(async () => (await shown(pit)).stream.codec === 'H264');

    const processes = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
    const transcoder = processes
      .split('\n')
      .filter((line) => line.includes(raw) && line.includes('-nostdin'));
    expect(transcoder).toHaveLength(1);
    expect(processes).not.toContain(HOOK_SECRET);
    // The tickets in the process list are used up: they allow neither reading nor publishing.
    const [read = ''] = /rtsp:\/\/\S+\/raw\?token=\S+/.exec(transcoder[0] ?? '') ?? [];
    expect(await mediamtx.probe(read)).toMatch(/^failed: .*(401|Unauthorized)/s);
    expect(await mediamtx.probe(token.rtsp_url.replace(pit.path, raw))).toMatch(
      /^failed: .*(401|Unauthorized)/s,
    );
  });

  it('re-encodes MJPEG that a camera serves over HTTP', async () => {
    // FFmpeg plays the camera, a small server its page.
    const page = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=ffmpeg' });
      const input = ['-loglevel', 'quiet', '-re', '-f', 'lavfi', '-i', 'testsrc=size=322x240:rate=10'];
      const playing = spawn('ffmpeg', [...input, '-c:v', 'mjpeg', '-f', 'mpjpeg', 'pipe:1']);
      playing.stdout.pipe(response);
      response.on('close', () => playing.kill('SIGKILL'));
    });
    await new Promise<void>((done) => page.listen(0, '127.0.0.1', done));
    const { port } = page.address() as AddressInfo;
    try {
      const { pit } = await pitWith({ kind: 'pull', url: `http://127.0.0.1:${port}/stream?a=1&b='$HOME` });
      await waitFor(() => isLive(pit));
      expect(await mediamtx.probe((await tokenOf(pit)).rtsp_url)).toBe('h264,0');
      await call('PATCH', `/pits/${pit.id}/camera`, { paused: true });
      await waitFor(async () => !(await mediamtx.path(pit.path))?.ready);
    } finally {
      page.closeAllConnections();
      page.close();
    }
  });

  it('writes every kind of configuration once, and not again', async () => {
    const pull = { kind: 'pull', host: '127.0.0.1', port: 9, user: 'admin', password: SECRET };
    const certified = { ...pull, tls: true, tls_fingerprint: 'AB'.repeat(32), transport: 'udp' };
    await pitWith({ ...certified, sub_path: '/sub', on_demand: true });
    const { pit } = await pitWith({ ...certified, transcode: true });
    await pitWith({ ...pull, transcode: true, on_demand: true });
    await pitWith({ kind: 'push', transcode: true, on_demand: true, sub: true });
    await pitWith({ kind: 'pull', url: 'http://127.0.0.1:9/a', on_demand: true });
    const plan = () => call<MediaServerPlan>('GET', '/media-servers/1/plan');
    await waitFor(async () => (await plan()).total_changes === 0);
    // Back to a plain camera, nothing of the transcoder is left.
    await call('PUT', `/pits/${pit.id}/camera`, pull);
    await waitFor(async () => (await plan()).total_changes === 0);
    expect(await mediamtx.path(`${pit.path}/raw`)).toBeNull();
    expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain(SECRET);
    expect(backend.log.join('')).not.toContain(SECRET);
  });

  it('disconnects publisher and viewers of a paused camera, and accepts it again', async () => {
    const { pit } = await pitWith({ kind: 'push' });
    const key = await keyOf(pit);
    mediamtx.publish(key.publish_url, H264);
    await waitFor(() => isLive(pit));
    const watching = mediamtx.probe((await tokenOf(pit)).rtsp_url);
    await waitFor(async () => (await call<CameraUsage>('GET', `/pits/${pit.id}/camera/usage`)).is_sending);
    await watching;
    expect(await call<Camera>('PATCH', `/pits/${pit.id}/camera`, { paused: true })).toMatchObject({
      paused: true,
    });
    await waitFor(async () => !(await mediamtx.path(pit.path))?.ready);
    await once(mediamtx.publish(key.publish_url, H264), 'exit');
    expect((await mediamtx.path(pit.path))?.ready ?? false).toBe(false);
    await call('PATCH', `/pits/${pit.id}/camera`, { paused: false });
    mediamtx.publish(key.publish_url, H264);
    await waitFor(() => isLive(pit));
  });
});
