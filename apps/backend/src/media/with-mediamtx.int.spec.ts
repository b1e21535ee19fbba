import {
  type Pit,
  type PitHistory,
  type PublishKey,
  type StreamTokenResponse,
  type SystemInfo,
} from '@ppf/contracts';
import { freePort } from '@ppf/free-ports';
import { isAtLeast } from '@ppf/mediamtx';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';
import { eventually } from '../testing/eventually';

/** A real media server, where there is one: `MEDIAMTX_BIN=/path/to/mediamtx`. ffmpeg plays the cameras. */
const BINARY = process.env['MEDIAMTX_BIN'];
const withMediaMtx = BINARY ? describe : describe.skip;
/** Without a colon: the MediaMTX that plays the camera cannot read one (MediaMTX contract §7). */
const CAMERA_PASSWORD = 'p@ss w/o?r#d%&+';
const HOOK_SECRET = 'hook-secret-of-the-tests';

interface Ports {
  readonly rtsp: number;
  readonly webrtc: number;
  readonly hls: number;
  readonly api: number;
  readonly udp: number;
}

withMediaMtx('the backend and a real MediaMTX', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ppf-mediamtx-'));
  const children = new Set<ChildProcess>();
  let backend: BackendUnderTest;
  let ports: Ports;
  let camera: Ports;
  let server: ChildProcess;
  let admin: string;
  let pits: { pull: Pit; push: Pit };
  let key: PublishKey;

  beforeAll(async () => {
    ports = await freePorts();
    camera = await freePorts();
    backend = await startBackend({
      MEDIAMTX_RTSP_PORT: String(ports.rtsp),
      MEDIAMTX_WEBRTC_PORT: String(ports.webrtc),
      MEDIAMTX_HLS_PORT: String(ports.hls),
      MEDIAMTX_API_PORT: String(ports.api),
    });
    await backend.app.listen(0, '127.0.0.1');
    const { port } = backend.app.getHttpServer().address() as AddressInfo;
    writeFileSync(path.join(folder, 'server.yml'), serverFile(ports, port));
    writeFileSync(path.join(folder, 'camera.yml'), cameraFile(camera));
    server = mediaMtx('server.yml');
    mediaMtx('camera.yml');
    admin = await backend.tokenFor('super_admin');
    const workshop = await call<{ id: number }>('POST', '/workshops', { name: 'Real' });
    const newPit = (number: number) => call<Pit>('POST', `/workshops/${workshop.id}/pits`, { number });
    pits = { pull: await newPit(1), push: await newPit(2) };
    await call('PUT', `/pits/${pits.push.id}/camera`, { kind: 'push' });
    key = await call<PublishKey>('POST', `/pits/${pits.push.id}/publish-key`);
    await eventually(async () => (await system()).media_server.reachable);
  }, 60_000);

  afterAll(async () => {
    await backend.stop();
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  async function call<Answer>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: unknown,
  ): Promise<Answer> {
    const answer = await backend.send({ method, url: `/api/v1${url}`, as: admin, ...(body ? { body } : {}) });
    if (answer.status >= 300) throw new Error(`${method} ${url}: ${answer.status} ${answer.text}`);
    return answer.body;
  }
  const system = () => call<SystemInfo>('GET', '/system');
  const statusOf = async ({ id }: Pit) => (await call<Pit>('GET', `/pits/${id}`)).stream.status;
  const issue = ({ id }: Pit) => call<StreamTokenResponse>('POST', '/streams/token', { pit_id: id });

  function run(command: string, args: string[]): ChildProcess {
    const child = spawn(command, args, {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, MTX_MOQ: 'no' },
    });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  }
  const mediaMtx = (file: string) => run(BINARY ?? '', [file]);
  const publish = (url: string) =>
    run('ffmpeg', [
      ...[
        '-loglevel',
        'quiet',
        '-re',
        '-f',
        'lavfi',
        '-i',
        'testsrc=size=160x120:rate=10',
        '-c:v',
        'libx264',
      ],
      ...[
        '-profile:v',
        'baseline',
        '-preset',
        'ultrafast',
        '-tune',
        'zerolatency',
        '-g',
        '10',
        '-pix_fmt',
        'yuv420p',
      ],
      ...['-f', 'rtsp', '-rtsp_transport', 'tcp', url],
    ]);
  const ends = (child: ChildProcess) =>
    new Promise<void>((resolve) =>
      child.exitCode === null ? child.once('exit', () => resolve()) : resolve(),
    );

  async function whep(
    token: StreamTokenResponse,
    method: 'OPTIONS' | 'POST',
    authorization = token.authorization,
  ) {
    const answer = await fetch(token.webrtc_url, {
      method,
      headers: {
        ...(authorization ? { authorization } : {}),
        ...(method === 'POST' ? { 'content-type': 'application/sdp' } : {}),
      },
      body: method === 'POST' ? offer() : null,
    });
    return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
  }

  it('knows the server', async () => {
    expect((await system()).media_server).toMatchObject({ kind: 'mediamtx', reachable: true });
  });

  it('lets a camera publish with its key and with no other', async () => {
    const wrong = publish(key.publish_url.replace(key.key, 'x'.repeat(key.key.length)));
    await ends(wrong);
    expect(wrong.exitCode).not.toBe(0);
    await eventually(async () => (await statusOf(pits.push)) === 'offline');
    publish(key.publish_url);
    await eventually(async () => (await statusOf(pits.push)) === 'live');
  });

  it('pulls a camera whose password has every awkward character', async () => {
    publish(`rtsp://127.0.0.1:${camera.rtsp}/stream1`);
    await call('PUT', `/pits/${pits.pull.id}/camera`, {
      kind: 'pull',
      host: '127.0.0.1',
      port: camera.rtsp,
      path: '/stream1',
      user: 'admin',
      password: CAMERA_PASSWORD,
    });
    await eventually(async () => (await statusOf(pits.pull)) === 'live', 30_000);
    const { stream } = await call<Pit>('GET', `/pits/${pits.pull.id}`);
    expect(stream).toMatchObject({ codec: 'H264', since: expect.any(String) as string });
    const tells = isAtLeast((await system()).media_server.version ?? '', 'v1.17.0');
    const picture = [stream.width, stream.height, stream.profile];
    expect(picture).toEqual(tells ? [160, 120, 'Baseline'] : [null, null, null]);
    const bitrate = async () => (await call<Pit>('GET', `/pits/${pits.pull.id}`)).stream.bits_per_second;
    await eventually(async () => Number(await bitrate()) > 1000);
  }, 40_000);

  it('admits one WHEP session a token', async () => {
    const token = await issue(pits.push);
    expect((await whep(token, 'OPTIONS', '')).status).toBe(401);
    expect((await whep(token, 'OPTIONS')).status).toBe(204);
    const first = await whep(token, 'POST');
    expect(first).toMatchObject({ status: 201 });
    expect((await whep(token, 'OPTIONS')).status).toBe(204);
    const second = await whep(token, 'POST');
    expect([400, 401]).toContain(second.status);
    await fetch(new URL(first.location ?? '', token.webrtc_url), { method: 'DELETE' });
    expect([400, 401]).toContain((await whep(token, 'POST')).status);
    expect((await whep(await issue(pits.push), 'POST')).status).toBe(201);
  }, 40_000);

  it('refuses a token at another pit', async () => {
    const [token, other] = [await issue(pits.push), await issue(pits.pull)];
    expect([400, 401]).toContain((await whep({ ...token, webrtc_url: other.webrtc_url }, 'POST')).status);
  });

  it('plays over RTSP and HLS', async () => {
    const { rtsp_url: url } = await issue(pits.push);
    const { stdout } = await promisify(execFile)('ffprobe', [
      ...[
        '-v',
        'error',
        '-rtsp_transport',
        'tcp',
        '-show_entries',
        'stream=codec_name',
        '-of',
        'csv=p=0',
        url,
      ],
    ]);
    expect(stdout.trim()).toBe('h264');
    const { hls_url: index, authorization } = await issue(pits.push);
    const answer = await fetch(index, { headers: { authorization } });
    expect(answer.status).toBe(200);
    const playlist = new URL((await answer.text()).trim().split('\n').at(-1) ?? '', answer.url);
    expect((await fetch(playlist, { headers: { authorization } })).status).toBe(200);
    expect((await fetch(index)).status).toBe(401);
  }, 40_000);

  it('makes the paths again after the file was written', async () => {
    const now = new Date();
    utimesSync(path.join(folder, 'server.yml'), now, now);
    writeFileSync(
      path.join(folder, 'server.yml'),
      serverFile(ports, (backend.app.getHttpServer().address() as AddressInfo).port),
    );
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await eventually(() => isReady(pits.pull), 20_000);
    await eventually(async () => (await statusOf(pits.pull)) === 'live', 20_000);
  }, 40_000);

  it('makes the paths again after a restart', async () => {
    server.kill('SIGKILL');
    await ends(server);
    await eventually(async () => !(await system()).media_server.reachable);
    server = mediaMtx('server.yml');
    await eventually(() => isReady(pits.pull), 20_000);
    await eventually(async () => (await statusOf(pits.pull)) === 'live', 20_000);
    // ffmpeg does not come back by itself, as a camera would.
    publish(key.publish_url);
    await eventually(() => isReady(pits.push));
  }, 60_000);

  it('says unknown while the server hangs, and recovers', async () => {
    server.kill('SIGSTOP');
    await eventually(async () => (await statusOf(pits.pull)) === 'unknown', 20_000);
    server.kill('SIGCONT');
    await eventually(async () => (await statusOf(pits.pull)) === 'live', 30_000);
  }, 60_000);

  it('has written down when there was a picture, and when nobody could know', async () => {
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const history = await call<PitHistory>('GET', `/pits/${pits.pull.id}/history`);
    expect(history.uptime_share).toBeGreaterThan(0);
    expect(history.timeline.at(-1)?.state).toBe('up');
    const offline = history.items.every(({ ended_at }) => ended_at !== null);
    expect(offline).toBe(true);
    // While the server was stopped nothing was known, which is no outage of the camera.
    expect(history.timeline.map(({ state }) => state)).toContain('unknown');
  });

  it('takes the path of a deleted pit away', async () => {
    await call('DELETE', `/pits/${pits.pull.id}`);
    await eventually(async () => !(await apiPaths()).includes(pits.pull.path));
  });

  it('disconnects a camera whose key was replaced, and lets it in with the new one', async () => {
    expect(await isReady(pits.push)).toBe(true);
    const renewed = await call<PublishKey>('POST', `/pits/${pits.push.id}/publish-key`);
    await eventually(async () => !(await isReady(pits.push)), 5000);
    publish(renewed.publish_url);
    await eventually(() => isReady(pits.push));
    await call('DELETE', `/pits/${pits.push.id}`);
    await eventually(async () => !(await isReady(pits.push)), 5000);
  }, 30_000);

  it('has put no token, key or password into the log', () => {
    const log = backend.log.join('\n');
    for (const secret of [key.key, CAMERA_PASSWORD, encodeURIComponent(CAMERA_PASSWORD), HOOK_SECRET])
      expect(log).not.toContain(secret);
    expect(log).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
  });

  /** Asks the media server itself, past what the backend remembers. */
  async function isReady(pit: Pit): Promise<boolean> {
    const answer = await fetch(`http://127.0.0.1:${ports.api}/v3/paths/get/${pit.path}`).catch(() => null);
    return answer?.status === 200 && ((await answer.json()) as { ready: boolean }).ready;
  }
  async function apiPaths(): Promise<string[]> {
    const answer = await fetch(`http://127.0.0.1:${ports.api}/v3/config/paths/list`);
    return ((await answer.json()) as { items: { name: string }[] }).items.map(({ name }) => name);
  }
});

function serverFile(ports: Ports, backendPort: number): string {
  return `logLevel: info
authMethod: http
authHTTPAddress: http://mediamtx:${HOOK_SECRET}@127.0.0.1:${backendPort}/api/v1/streams/validate-token
authHTTPExclude: [{action: api}]
api: yes
apiAddress: 127.0.0.1:${ports.api}
rtsp: yes
rtspAddress: 127.0.0.1:${ports.rtsp}
protocols: [tcp]
rtmp: no
srt: no
webrtc: yes
webrtcAddress: 127.0.0.1:${ports.webrtc}
webrtcLocalUDPAddress: 127.0.0.1:${ports.udp}
hls: yes
hlsAddress: 127.0.0.1:${ports.hls}
hlsVariant: fmp4
paths:
  '~^workshop-[0-9]+/pit-[0-9]+$':
    source: publisher
`;
}

/** Another MediaMTX as IP camera: anybody on loopback publishes, only `admin` reads. */
function cameraFile(ports: Ports): string {
  const hashed = createHash('sha256').update(CAMERA_PASSWORD).digest('base64');
  return `authInternalUsers:
  - {user: any, permissions: [{action: publish}]}
  - {user: admin, pass: "sha256:${hashed}", permissions: [{action: read}]}
rtsp: yes
rtspAddress: 127.0.0.1:${ports.rtsp}
protocols: [tcp]
rtmp: no
srt: no
webrtc: no
hls: no
paths: {stream1: {source: publisher}}
`;
}

/** What a browser would offer; nobody answers behind it. */
function offer(): string {
  const fingerprint = [...randomBytes(32)]
    .map((byte) => byte.toString(16).padStart(2, '0').toUpperCase())
    .join(':');
  return [
    'v=0',
    'o=- 1 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=video 9 UDP/TLS/RTP/SAVPF 96',
    'c=IN IP4 0.0.0.0',
    'a=rtcp:9 IN IP4 0.0.0.0',
    'a=ice-ufrag:abcd',
    'a=ice-pwd:abcdefghijklmnopqrstuvwx',
    `a=fingerprint:sha-256 ${fingerprint}`,
    'a=setup:actpass',
    'a=mid:0',
    'a=recvonly',
    'a=rtcp-mux',
    'a=rtpmap:96 H264/90000',
    'a=fmtp:96 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
    '',
  ].join('\r\n');
}

async function freePorts(): Promise<Ports> {
  const [rtsp, webrtc, hls] = [await freePort(), await freePort(), await freePort()];
  return { rtsp, webrtc, hls, api: await freePort(), udp: await freePort() };
}
