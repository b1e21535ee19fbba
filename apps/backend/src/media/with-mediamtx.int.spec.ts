import { type EventStream, openEventStream, waitFor } from '@ppf/testing';
import {
  type Pit,
  type PitStream,
  type PitHistory,
  type PublishKey,
  type StreamTokenResponse,
  type SystemInfo,
} from '@ppf/contracts';
import { freePort } from '@ppf/free-ports';
import { isAtLeast } from '@ppf/mediamtx';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';

/** Path of a MediaMTX binary; without it these tests are skipped. FFmpeg plays the cameras. */
const BINARY = process.env['MEDIAMTX_BIN'];
const withMediaMtx = BINARY ? describe : describe.skip;
/** Without a colon: the MediaMTX that plays the camera cannot parse one (MediaMTX contract §7). */
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
  let events: EventStream;

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
    admin = await backend.tokenFor('operator');
    const workshop = await call<{ id: number }>('POST', '/workshops', { name: 'Real' });
    const newPit = (number: number) => call<Pit>('POST', `/workshops/${workshop.id}/pits`, { number });
    pits = { pull: await newPit(1), push: await newPit(2) };
    await call('PUT', `/pits/${pits.push.id}/camera`, { kind: 'push' });
    key = await call<PublishKey>('POST', `/pits/${pits.push.id}/publish-key`);
    await waitFor(async () => (await system()).media_server.reachable);
    events = await openEventStream(`http://127.0.0.1:${port}`, admin);
  });

  afterAll(async () => {
    events.close();
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
  const streamOf = async ({ id }: Pit) => (await call<Pit>('GET', `/pits/${id}`)).stream;
  const historyOf = ({ id }: Pit) => call<PitHistory>('GET', `/pits/${id}/history`);
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

  it('reports the media server as reachable', async () => {
    expect((await system()).media_server).toMatchObject({ kind: 'mediamtx', reachable: true });
  });

  it('allows a camera to publish with its key only', async () => {
    const wrong = publish(key.publish_url.replace(key.key, 'x'.repeat(key.key.length)));
    await ends(wrong);
    expect(wrong.exitCode).not.toBe(0);
    await waitFor(async () => (await statusOf(pits.push)) === 'offline');
    publish(key.publish_url);
    await waitFor(async () => (await statusOf(pits.push)) === 'live');
  });

  it('pulls a camera whose password has all special characters', async () => {
    publish(`rtsp://127.0.0.1:${camera.rtsp}/stream1`);
    await call('PUT', `/pits/${pits.pull.id}/camera`, {
      kind: 'pull',
      host: '127.0.0.1',
      port: camera.rtsp,
      path: '/stream1',
      user: 'admin',
      password: CAMERA_PASSWORD,
    });
    await waitFor(async () => (await statusOf(pits.pull)) === 'live');
    const { stream } = await call<Pit>('GET', `/pits/${pits.pull.id}`);
    expect(stream).toMatchObject({ codec: 'H264', since: expect.any(String) as string });
    const reportsPicture = isAtLeast((await system()).media_server.version ?? '', 'v1.17.0');
    const picture = [stream.width, stream.height, stream.profile];
    expect(picture).toEqual(reportsPicture ? [160, 120, 'Baseline'] : [null, null, null]);
    const bitrate = async () => (await call<Pit>('GET', `/pits/${pits.pull.id}`)).stream.bits_per_second;
    await waitFor(async () => Number(await bitrate()) > 1000);
  });

  it('allows one WHEP session per token', async () => {
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
  });

  it('denies a token of another pit', async () => {
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
  });

  it('creates the paths again after its file was changed', async () => {
    const created = createdPaths();
    const { port } = backend.app.getHttpServer().address() as AddressInfo;
    writeFileSync(path.join(folder, 'server.yml'), serverFile(ports, port, 'warn'));
    // MediaMTX has reloaded its file, which removes the paths that the API created (MediaMTX contract §4.3).
    await waitFor(async () => (await logLevel()) === 'warn');
    await waitFor(() => createdPaths() > created);
    await waitFor(() => isReady(pits.pull));
    await waitFor(async () => (await statusOf(pits.pull)) === 'live');
  });

  it('attributes an outage to the media server that is killed, and creates the paths again after its restart', async () => {
    await waitFor(async () => (await statusOf(pits.push)) === 'live');
    const before = await outagesOf(pits.pull, pits.push);
    const [pulled, pushed] = [streamEvents(pits.pull), streamEvents(pits.push)];
    server.kill('SIGKILL');
    await ends(server);
    await waitFor(async () => !(await system()).media_server.reachable);
    expect(await streamOf(pits.pull)).toMatchObject({ cause: 'media-server' });
    server = mediaMtx('server.yml');
    await waitFor(() => isReady(pits.pull));
    await waitFor(async () => (await statusOf(pits.pull)) === 'live');
    // FFmpeg does not reconnect by itself, as a camera would.
    publish(key.publish_url);
    await waitFor(() => isReady(pits.push));
    await waitFor(async () => (await statusOf(pits.push)) === 'live');
    await expectMediaServerCause(pulled);
    await expectMediaServerCause(pushed);
    // The publisher was away between the restart and its reconnection.
    await waitFor(async () => {
      const { items, timeline } = await historyOf(pits.push);
      return items[0]?.cause === 'media-server' && timeline.at(-1)?.state === 'up';
    });
    expect(await outagesOf(pits.pull, pits.push)).toEqual(before);
  });

  it('attributes an outage to the media server that hangs, and recovers', async () => {
    const before = await outagesOf(pits.pull);
    const pulled = streamEvents(pits.pull);
    server.kill('SIGSTOP');
    await waitFor(async () => (await streamOf(pits.pull)).cause === 'media-server');
    await waitFor(async () => (await statusOf(pits.pull)) === 'unknown');
    expect(await streamOf(pits.pull)).toMatchObject({ cause: 'media-server' });
    server.kill('SIGCONT');
    await waitFor(async () => (await statusOf(pits.pull)) === 'live');
    await expectMediaServerCause(pulled);
    // Its status was unknown because of the media server, which is no outage of the camera.
    await waitFor(async () => {
      const { timeline } = await historyOf(pits.pull);
      const unknown = timeline.filter(({ state, cause }) => state === 'unknown' && cause === 'media-server');
      return unknown.length > 0 && timeline.at(-1)?.state === 'up';
    });
    expect(await outagesOf(pits.pull)).toEqual(before);
    expect((await historyOf(pits.pull)).uptime_share).toBeGreaterThan(0);
  });

  it('attributes an outage to the camera that is killed', async () => {
    const before = await outagesOf(pits.push);
    const pushed = streamEvents(pits.push);
    for (const child of children) if (child.spawnargs.includes(key.publish_url)) child.kill('SIGKILL');
    // After a restart of the media server the camera has a minute to reconnect before it is the cause.
    await waitFor(async () => (await streamOf(pits.push)).cause === 'camera', undefined, {
      withinMs: 90_000,
    });
    await waitFor(async () => (await outagesOf(pits.push)).length > before.length);
    await waitFor(() => pushed().some(({ status, cause }) => status === 'offline' && cause === 'camera'));
    publish(key.publish_url);
    await waitFor(async () => (await statusOf(pits.push)) === 'live');
    expect(await streamOf(pits.push)).toMatchObject({ cause: null });
  }, 150_000);

  it('removes the path of a deleted pit', async () => {
    await call('DELETE', `/pits/${pits.pull.id}`);
    await waitFor(async () => !(await apiPaths()).includes(pits.pull.path));
  });

  it('disconnects a camera whose key was replaced, and allows it with the new key', async () => {
    expect(await isReady(pits.push)).toBe(true);
    const renewed = await call<PublishKey>('POST', `/pits/${pits.push.id}/publish-key`);
    await waitFor(async () => !(await isReady(pits.push)));
    publish(renewed.publish_url);
    await waitFor(() => isReady(pits.push));
    await call('DELETE', `/pits/${pits.push.id}`);
    await waitFor(async () => !(await isReady(pits.push)));
  });

  it('writes no token, key or password to the log', () => {
    const log = backend.log.join('\n');
    for (const secret of [key.key, CAMERA_PASSWORD, encodeURIComponent(CAMERA_PASSWORD), HOOK_SECRET])
      expect(log).not.toContain(secret);
    expect(log).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
  });

  /** Stream statuses of a pit that were sent as events since now. */
  function streamEvents({ id }: Pit): () => PitStream[] {
    const since = events.events.length;
    return () =>
      events.events.slice(since).flatMap(({ event, data }) => {
        const { pit_id: pitId, stream } = data as { pit_id: number; stream: PitStream };
        return event === 'pit-stream' && pitId === id ? [stream] : [];
      });
  }
  /** The outage has begun and ended, and every status without a picture names the media server. */
  async function expectMediaServerCause(received: () => PitStream[]): Promise<void> {
    const isBack = (stream?: PitStream) => stream?.status === 'live' && stream.cause === null;
    await waitFor(() => isBack(received().at(-1)));
    const down = received().filter(({ status, cause }) => status !== 'live' || cause !== null);
    expect(down).not.toEqual([]);
    expect(down.filter(({ cause }) => cause !== 'media-server')).toEqual([]);
  }
  /** Outages that the history attributes to the cameras, by the time that they began. */
  async function outagesOf(...of: readonly Pit[]): Promise<string[]> {
    const histories = await Promise.all(of.map(historyOf));
    return histories
      .flatMap(({ items }) => items.filter(({ cause }) => cause === 'camera'))
      .map(({ began_at }) => began_at);
  }
  /** Paths that the backend has created at the media server, by its log. */
  function createdPaths(): number {
    return [...backend.log.join('\n').matchAll(/: (\d+) created/g)].reduce(
      (sum, [, count]) => sum + Number(count),
      0,
    );
  }
  async function logLevel(): Promise<string> {
    const answer = await fetch(`http://127.0.0.1:${ports.api}/v3/config/global/get`).catch(() => null);
    return answer ? ((await answer.json()) as { logLevel: string }).logLevel : '';
  }
  /** Reads the path from the media server itself. */
  async function isReady(pit: Pit): Promise<boolean> {
    const answer = await fetch(`http://127.0.0.1:${ports.api}/v3/paths/get/${pit.path}`).catch(() => null);
    return answer?.status === 200 && ((await answer.json()) as { ready: boolean }).ready;
  }
  async function apiPaths(): Promise<string[]> {
    const answer = await fetch(`http://127.0.0.1:${ports.api}/v3/config/paths/list`);
    return ((await answer.json()) as { items: { name: string }[] }).items.map(({ name }) => name);
  }
});

function serverFile(ports: Ports, backendPort: number, logLevel = 'info'): string {
  return `logLevel: ${logLevel}
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

/** A second MediaMTX as IP camera: every client on loopback may publish, only `admin` may read. */
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

/** An SDP offer as a browser sends it, without a peer behind it. */
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
