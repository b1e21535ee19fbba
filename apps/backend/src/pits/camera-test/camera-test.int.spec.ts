import { waitFor } from '@ppf/testing';
import { type CameraTest, UNKNOWN_STREAM } from '@ppf/contracts';
import { MediaServerReleases, PlacementIndex, StreamStatusStore } from '../../media-servers';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { type BackendUnderTest, type Sent, startBackend } from '../../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../../testing/two-workshops';

const PASSWORD = 'secret-of-the-camera';

/** A device that accepts RTSP connections, responds by `answer` and records the requests. */
class Device {
  readonly asked: string[] = [];
  readonly connections = new Set<Socket>();
  private readonly server: Server;

  constructor(answer: (request: string) => string | null) {
    this.server = createServer((socket) => {
      this.connections.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.connections.delete(socket));
      socket.on('data', (bytes) => {
        const request = bytes.toString();
        this.asked.push(request);
        const status = answer(request);
        const cseq = /cseq: *(\d+)/i.exec(request)?.[1];
        const [head, body = ''] = status?.split('\n\n') ?? [];
        if (head) socket.write(`RTSP/1.0 ${head}\r\nCSeq: ${cseq}\r\n\r\n${body}`);
      });
    });
  }

  async listen(): Promise<number> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.connections) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}

const locked = (request: string) =>
  request.startsWith('OPTIONS') ? '200 OK' : '401 Unauthorized\r\nWWW-Authenticate: Basic realm="camera"';

describe('the camera test', () => {
  let backend: BackendUnderTest;
  let two: TwoWorkshops;
  const devices: Device[] = [];

  beforeAll(async () => {
    backend = await startBackend();
    two = await makeTwoWorkshops(backend);
    await backend.app.listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    await backend.stop();
    await Promise.all(devices.map((device) => device.close()));
  });

  async function device(answer: (request: string) => string | null): Promise<{ port: number; it: Device }> {
    const it = new Device(answer);
    devices.push(it);
    return { it, port: await it.listen() };
  }
  const send = (method: NonNullable<Sent['method']>, url: string, as: string, body?: unknown) =>
    backend.send({ method, url: `/api/v1${url}`, as, body });
  const put = (body: unknown) => send('PUT', `/pits/${two.ourPit}/camera`, two.owner, body);
  const owner = () => backend.tokenFor('owner', two.ours);
  const test = async (body: unknown, as?: string, pit = two.ourPit) =>
    send('POST', `/pits/${pit}/camera/test`, as ?? (await owner()), body);
  const faults = ({ steps }: CameraTest) => steps.map(({ step, fault }) => [step, fault?.code ?? null]);
  const signedIn = (request: string) => /Authorization: Basic (\S+)/i.exec(request)?.[1];
  const credentials = (it: Device) =>
    it.asked
      .flatMap((request) => signedIn(request) ?? [])
      .map((text) => Buffer.from(text, 'base64').toString());

  it('returns the fault, its fix and the duration for a port without a listener', async () => {
    const { it: gone, port } = await device(() => null);
    await gone.close();
    devices.pop();
    const answer = await test({ url: `rtsp://admin:${PASSWORD}@127.0.0.1:${port}/live` });
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const found: CameraTest = answer.body;
    expect(found).toMatchObject({ ok: false, video: null, snapshot_jpeg: null });
    expect(faults(found)).toEqual([
      ['resolve', null],
      ['reach', 'refused-connection'],
    ]);
    expect(found.steps[1]).toMatchObject({
      ok: false,
      ms: expect.any(Number),
      fault: { severity: 'error', fix: expect.stringMatching(/Turn on RTSP/) },
    });
    expect(answer.text).not.toContain(PASSWORD);
  });

  it('tests the pit’s camera with its stored password', async () => {
    const { it: camera, port } = await device(locked);
    await put({ kind: 'pull', url: `rtsp://admin:${PASSWORD}@127.0.0.1:${port}/live` });
    const answer = await test({});
    expect(faults(answer.body)).toEqual([
      ['resolve', null],
      ['reach', null],
      ['options', null],
      ['describe', 'wrong-password'],
    ]);
    expect(credentials(camera)).toContain(`admin:${PASSWORD}`);
    expect(answer.text).not.toContain(PASSWORD);
  });

  it('applies the rules of the MediaMTX release that will pull the camera', async () => {
    const withoutReason = (request: string) => (request.startsWith('OPTIONS') ? '200' : '404');
    const { port } = await device(withoutReason);
    const [releases, { configured }] = [
      backend.app.get(MediaServerReleases),
      backend.app.get(PlacementIndex),
    ];
    const testedBy = async (release: string | null) => {
      releases.set(configured?.id ?? 0, release);
      return faults((await test({ host: '127.0.0.1', port, path: '/live' })).body).at(-1);
    };
    expect(await testedBy('v1.20.1')).toEqual(['describe', 'wrong-path']);
    expect(await testedBy('v1.17.1')).toEqual(['options', 'unexpected-answer']);
    expect(await testedBy(null)).toEqual(['options', 'unexpected-answer']);
    releases.set(configured?.id ?? 0, 'v1.20.1');
  });

  it('reports that the password is right if only the media server cannot sign in', async () => {
    const offer = 'Digest realm="Cam", nonce="abc123", qop="auth"';
    const { port } = await device((request) => {
      if (request.startsWith('OPTIONS')) return '200 OK';
      return /qop=auth/.test(request) ? '404 Not Found' : `401 Unauthorized\r\nWWW-Authenticate: ${offer}`;
    });
    const answer = await test({ url: `rtsp://admin:${PASSWORD}@127.0.0.1:${port}/live` });
    const last = (answer.body as CameraTest).steps.at(-1);
    expect(last).toMatchObject({ step: 'describe', ok: false, fault: { code: 'sign-in-unsupported' } });
    expect(last?.fault?.sentence).toMatch(/^User and password are right/);
    expect(last?.fault?.fix).toMatch(/“basic”/);
    expect(answer.text).not.toContain(PASSWORD);
  });

  it('sends the stored password to the same host, port and user only', async () => {
    const [{ it: camera, port }, { it: other, port: otherPort }] = [
      await device(locked),
      await device(locked),
    ];
    await put({ kind: 'pull', url: `rtsp://admin:${PASSWORD}@127.0.0.1:${port}/live` });
    await test({ host: '127.0.0.1', port, user: 'admin', path: '/other' });
    expect(credentials(camera)).toContain(`admin:${PASSWORD}`);
    camera.asked.length = 0;
    const otherDevice = { host: '127.0.0.1', port: otherPort, user: 'admin' };
    expect(faults((await test(otherDevice)).body).at(-1)?.[0]).toBe('describe');
    await test({ host: '127.0.0.1', port, user: 'root' });
    expect([...credentials(camera), ...credentials(other)].join()).not.toContain(PASSWORD);
  });

  it.each([
    ['RTSP', (port: number) => `rtsp://admin:${PASSWORD}@127.0.0.1:${port}/live`],
    ['MJPEG over HTTP', (port: number) => `http://127.0.0.1:${port}/mjpeg`],
  ])('says of a live camera over %s that it has no second connection', async (_, urlAt) => {
    // It serves one client, which is the media server: others get no response.
    const { port } = await device(() => null);
    await put({ kind: 'pull', url: urlAt(port) });
    const board = backend.app.get(StreamStatusStore);
    const path = `workshop-${two.ours}/pit-1`;
    board.report(path, { ...UNKNOWN_STREAM, status: 'live', codec: 'H264', width: 640, height: 360 });
    const found: CameraTest = (await test({})).body;
    expect([found.ok, faults(found).flatMap(([, code]) => code ?? [])]).toEqual([
      true,
      ['no-second-connection'],
    ]);
    expect(found.video).not.toBeNull();
    // The same address, as the wizard sends it.
    expect((await test({ url: urlAt(port) })).body).toMatchObject({ ok: true });
    expect((await test({ url: urlAt(port).replace('127.0.0.1', '127.0.0.2') })).body).toMatchObject({
      ok: false,
    });
    board.report(path, { ...UNKNOWN_STREAM, status: 'offline' });
    expect(faults((await test({})).body).at(-1)?.[1]).toBe('silent');
  });

  it('tests over the stored or the requested transport', async () => {
    const sdp =
      'v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=video 0 RTP/AVP 26\r\na=control:video\r\n';
    const described = `200 OK\r\nContent-Type: application/sdp\r\nContent-Length: ${sdp.length}\n\n${sdp}`;
    const { it: camera, port } = await device((request) => {
      if (request.startsWith('SETUP')) return '461 Unsupported Transport';
      return request.startsWith('DESCRIBE') ? described : '200 OK';
    });
    const url = `rtsp://127.0.0.1:${port}/live`;
    await put({ kind: 'pull', url, transport: 'udp' });
    expect(faults((await test({})).body).at(-1)).toEqual(['play', 'udp-refused']);
    expect(faults((await test({ url, transport: 'tcp' })).body).at(-1)).toEqual(['play', 'tcp-refused']);
    const offered = camera.asked.flatMap(
      (request) => /^Transport: .*?(client_port|interleaved)/m.exec(request)?.[1] ?? [],
    );
    expect(offered).toEqual(['client_port', 'interleaved']);
  });

  it('saves nothing', async () => {
    await put({ kind: 'pull', host: '192.168.2.1' });
    const { port } = await device(locked);
    await test({ host: '127.0.0.1', port });
    expect((await send('GET', `/pits/${two.ourPit}/camera`, two.owner)).body).toMatchObject({
      host: '192.168.2.1',
    });
  });

  it.each([
    ['127.0.0.1', 8554],
    ['169.254.169.254', 80],
    ['0x7f000001', 554],
  ])('connects to nothing at %s port %i', async (host, port) => {
    const found: CameraTest = (await test({ host, port })).body;
    expect(faults(found)).toEqual([['resolve', 'address-refused']]);
  });

  it.each([
    ['staff', {}, 'ourPit', 403, 'forbidden'],
    ['otherOwner', {}, 'ourPit', 404, 'pit-not-found'],
    ['admin', {}, 'theirPit', 404, 'camera-not-found'],
    ['admin', { kind: 'push' }, 'theirPit', 409, 'camera-is-not-pull'],
    ['admin', { port: 554 }, 'theirPit', 422, 'validation-failed'],
    ['admin', { host: 'camera', url: 'rtsp://camera/' }, 'theirPit', 422, 'validation-failed'],
    ['admin', { host: 'camera', save: true }, 'theirPit', 422, 'validation-failed'],
  ] as const)('answers %s %j for %s with %i %s', async (who, body, pit, status, code) => {
    expect(await test(body, two[who], two[pit])).toMatchObject({ status, body: { code } });
  });

  it('reports whether a camera that pushes may publish, whether it does, and why it was refused', async () => {
    const pushed = async (body: object = {}) => {
      const answer = await test(body, two.admin, two.theirPit);
      expect(answer.status).toBe(200);
      return answer.body as CameraTest;
    };
    const faultOf = ({ steps }: CameraTest) => steps.at(-1)?.fault?.code;
    const path = `workshop-${two.theirs}/pit-1`;
    const { port } = backend.app.getHttpServer().address() as AddressInfo;
    const asMediaMtx = Buffer.from('mediamtx:hook-secret-of-the-tests').toString('base64');
    const publish = (credentials: object) =>
      fetch(`http://127.0.0.1:${port}/api/v1/streams/validate-token`, {
        method: 'POST',
        headers: { authorization: `Basic ${asMediaMtx}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          ...{ ip: '192.168.2.44', action: 'publish', path, protocol: 'rtsp', id: null },
          ...credentials,
        }),
      });
    await send('PUT', `/pits/${two.theirPit}/camera`, two.admin, { kind: 'push' });
    expect(faultOf(await pushed())).toBe('no-publish-key');
    const made = await send('POST', `/pits/${two.theirPit}/publish-key`, two.admin, {});
    const { key } = made.body as { key: string };
    // The notification updates the camera and its key in the hook.
    await waitFor(async () => (await publish({ user: 'camera', password: key })).ok);
    backend.app.get(StreamStatusStore).report(path, { ...UNKNOWN_STREAM, status: 'offline' });
    // The hook thread reports the allowed publisher after its response.
    await waitFor(async () => faultOf(await pushed()) === 'not-publishing');
    expect((await publish({})).status).toBe(401);
    // The hook thread reports it after its response.
    const refusedFor = (why: RegExp) => async () => why.test((await pushed()).refusal?.sentence ?? '');
    await waitFor(refusedFor(/sent no key/));
    expect((await publish({ user: 'camera', password: 'zx81' })).status).toBe(401);
    expect((await publish({})).status).toBe(401);
    await waitFor(refusedFor(/a key other/));
    const refused = await pushed();
    expect(faultOf(refused)).toBe('publishing-refused');
    expect(refused.refusal).toMatchObject({
      sentence: expect.stringMatching(/a key other/),
      address: '192.168.2.44',
      protocol: 'rtsp',
    });
    expect(JSON.stringify(refused)).not.toMatch(new RegExp(`zx81|${key}`));
    // Once it is allowed, what it was refused before explains nothing: FFmpeg is challenged before each connection.
    expect((await publish({ user: 'camera', password: key })).ok).toBe(true);
    await waitFor(async () => faultOf(await pushed()) === 'not-publishing');
    const live = { ...UNKNOWN_STREAM, status: 'live', codec: 'H265', width: 640, height: 360 } as const;
    backend.app.get(StreamStatusStore).report(path, live);
    const arriving = await pushed();
    expect(faultOf(arriving)).toBe('unsupported-codec');
    expect(arriving).toMatchObject({ ok: false, video: { codec: 'H265', width: 640 }, refusal: null });
    backend.app.get(StreamStatusStore).report(path, { ...live, codec: 'H264' });
    expect((await pushed()).ok).toBe(true);
    await send('PATCH', `/pits/${two.theirPit}/camera`, two.admin, { paused: true });
    expect(faultOf(await pushed())).toBe('paused');
    expect((await test({ stream: 'sub' }, two.admin, two.theirPit)).status).toBe(404);
  });

  it('runs one test per pit, and disconnects when the client disconnects', async () => {
    const { it: silent, port } = await device(() => null);
    const { port: backendPort } = backend.app.getHttpServer().address() as AddressInfo;
    const leaving = new AbortController();
    const asked = fetch(`http://127.0.0.1:${backendPort}/api/v1/pits/${two.ourPit}/camera/test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await owner()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ host: '127.0.0.1', port }),
      signal: leaving.signal,
    });
    await waitFor(() => silent.asked.length > 0);
    const second = await test({ host: '127.0.0.1', port });
    expect(second).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    expect(second.headers['retry-after']).toBe('10');
    const errors = () => backend.log.filter((line) => line.includes('a request failed')).length;
    const before = errors();
    leaving.abort();
    await expect(asked).rejects.toThrow(/abort/i);
    await waitFor(() => silent.connections.size === 0);
    await waitFor(async () => (await test({ host: '0.0.0.0' })).status === 200);
    expect(errors()).toBe(before);
  });

  it('allows ten tests per minute and user', async () => {
    const person = await owner();
    const statuses = [];
    for (let n = 0; n < 11; n += 1) statuses.push((await test({ host: '0.0.0.0' }, person)).status);
    expect(statuses).toEqual([...Array(10).fill(200), 429]);
    expect((await test({ host: '0.0.0.0' })).status).toBe(200);
  });

  it('writes no password into the log', () => {
    expect(backend.log.join('')).not.toContain(PASSWORD);
  });

  it('has presets', async () => {
    const { status, body } = await send('GET', '/camera-presets', two.staff);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({
          id: 'hikvision',
          port: 554,
          main_path: '/Streaming/Channels/{channel}01',
          needs_transcode: false,
        }),
      ]),
    });
    expect((await backend.send({ url: '/api/v1/camera-presets' })).status).toBe(401);
  });
});
