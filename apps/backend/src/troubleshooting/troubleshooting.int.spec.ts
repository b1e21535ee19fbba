import { ControlApiStub, waitFor } from '@ppf/testing';
import type { Diagnosis, PlayerFindings, PublishKey } from '@ppf/contracts';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { type BackendUnderTest, type Sent, startBackend } from '../testing/start-backend';
import { TEST_ENVIRONMENT } from '../testing/test-environment';
import { HookHistoryExchange } from './sharing/hook-history-exchange';
import { WhepStub } from '../testing/whep-stub';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';

const PASSWORD = 'secret-of-the-camera';
const SECRET = String(TEST_ENVIRONMENT['MEDIAMTX_HOOK_SECRET']);

describe('troubleshooting of a pit', () => {
  const control = new ControlApiStub();
  const whep = new WhepStub();
  let backend: BackendUnderTest;
  let two: TwoWorkshops;
  let camera: Server;
  let webrtc: number;
  const connections = new Set<Socket>();

  beforeAll(async () => {
    await control.start();
    webrtc = await whep.start();
    backend = await startBackend({
      MEDIAMTX_API_PORT: String(control.port),
      MEDIAMTX_WEBRTC_PORT: String(webrtc),
    });
    await backend.app.listen(0, '127.0.0.1');
    whep.hook = { port: (backend.app.getHttpServer().address() as AddressInfo).port, secret: SECRET };
    two = await makeTwoWorkshops(backend);
    camera = createServer((socket) => {
      connections.add(socket.on('error', () => undefined));
      socket.on('data', (bytes) => {
        const request = bytes.toString();
        const status = request.startsWith('OPTIONS')
          ? '200 OK'
          : '401 Unauthorized\r\nWWW-Authenticate: Basic realm="camera"';
        socket.write(`RTSP/1.0 ${status}\r\nCSeq: ${/cseq: *(\d+)/i.exec(request)?.[1]}\r\n\r\n`);
      });
    });
    await new Promise<void>((done) => camera.listen(0, '127.0.0.1', done));
  });
  afterAll(async () => {
    await backend.stop();
    await control.stop();
    whep.stop();
    for (const socket of connections) socket.destroy();
    camera.close();
  });

  const send = (method: NonNullable<Sent['method']>, url: string, as: string, body?: unknown) =>
    backend.send({ method, url: `/api/v1${url}`, as, body });
  const put = (body: unknown) => send('PUT', `/pits/${two.ourPit}/camera`, two.owner, body);
  const diagnose = async (as: string) => {
    const { status, body, text } = await send('GET', `/pits/${two.ourPit}/diagnosis`, as);
    expect([status, text.includes(PASSWORD), text.includes(SECRET)]).toEqual([200, false, false]);
    return body as Diagnosis;
  };
  const states = ({ steps }: Diagnosis) => steps.map(({ step, state }) => `${step} ${state}`);
  const findings = (more: Partial<PlayerFindings>) => ({
    state: 'reconnecting',
    transport: 'none',
    clock: new Date().toISOString(),
    ...more,
  });

  it('reports a missing camera, to members of the workshop only', async () => {
    expect((await diagnose(two.staff)).verdict?.code).toBe('no-camera');
    expect((await send('GET', `/pits/${two.ourPit}/diagnosis`, two.otherOwner)).status).toBe(404);
    expect((await backend.send({ url: `/api/v1/pits/${two.ourPit}/diagnosis` })).status).toBe(401);
  });

  it('finds a wrong password, and that the media server calls the hook', async () => {
    const { port } = camera.address() as AddressInfo;
    await put({ kind: 'pull', url: `rtsp://admin:${PASSWORD}@127.0.0.1:${port}/live` });
    const found = await diagnose(two.staff);
    expect(found.verdict).toMatchObject({
      code: 'wrong-password',
      fix: expect.stringMatching(/^Ask the owner/),
    });
    expect(states(found).slice(0, 5)).toEqual([
      'camera ok',
      'sign-in fault',
      'video not-reached',
      'media-server ok',
      'hook ok',
    ]);
    expect(found.steps[3]?.detail).toBe('MediaMTX v1.20.1');
  });

  it('finds MJPEG over HTTP at the pit’s own path, not at the raw one', async () => {
    const path = `workshop-${two.ours}/pit-1`;
    const { port } = camera.address() as AddressInfo;
    await put({ kind: 'pull', url: `http://127.0.0.1:${port}/mjpeg` });
    control.sent.set(path, { source: 'rtspSession' });
    try {
      await waitFor(async () => {
        const { verdict, steps } = await diagnose(two.staff);
        const stream = steps.find(({ step }) => step === 'stream');
        return verdict === null && stream?.state === 'ok' && stream.detail === 'It is pulled';
      });
    } finally {
      control.sent.delete(path);
    }
    await waitFor(async () => (await diagnose(two.staff)).verdict !== null);
  });

  it('finds a wrong publish key, and publishing to another pit', async () => {
    await put({ kind: 'push' });
    const key = (await send('POST', `/pits/${two.ourPit}/publish-key`, two.owner)).body as PublishKey;
    expect((await diagnose(two.owner)).verdict?.code).toBe('not-publishing');
    const publish = (path: string, secret: string) =>
      fetch(`http://127.0.0.1:${whep.hook?.port}/api/v1/streams/validate-token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`mediamtx:${SECRET}`).toString('base64')}` },
        body: JSON.stringify({
          ip: '192.0.2.9',
          user: 'camera',
          password: secret,
          action: 'publish',
          protocol: 'rtsp',
          path,
        }),
      });
    await publish(`workshop-${two.ours}/pit-1`, 'another-key');
    expect((await diagnose(two.owner)).verdict?.code).toBe('wrong-publish-key');
    await publish(`workshop-${two.ours}/pit-9`, key.key);
    const published = await diagnose(two.owner);
    expect(published.verdict?.code).toBe('publishes-to-another-path');
    expect(published.steps.find(({ step }) => step === 'stream')?.detail).toBe(
      `It publishes to workshop-${two.ours}/pit-9`,
    );
  });

  it('finds a hook at another address, one without the secret, and a misconfigured proxy', async () => {
    const { port } = whep.hook ?? { port: 0 };
    whep.hook = null;
    expect((await diagnose(two.admin)).verdict?.code).toBe('hook-elsewhere');
    whep.hook = { port, secret: 'another' };
    expect((await diagnose(two.admin)).verdict?.code).toBe('hook-without-secret');
    whep.hook = { port, secret: SECRET };
    control.sent.set(`workshop-${two.ours}/pit-1`, { source: 'rtspSession' });
    await waitFor(async () =>
      (await diagnose(two.admin)).steps.some(({ step, state }) => step === 'stream' && state === 'ok'),
    );
    expect((await diagnose(two.admin)).verdict).toBeNull();
    whep.answers = 'as-another-site';
    expect((await diagnose(two.admin)).verdict?.code).toBe('webrtc-address-wrong');
    whep.answers = 'as-a-proxy-alone';
    expect((await diagnose(two.admin)).verdict?.code).toBe('proxy-cannot-reach-server');
    whep.answers = 'as-mediamtx';
  });

  it('uses the report of the caller’s player only, and validates it', async () => {
    const report = (as: string, body: object) => send('POST', `/pits/${two.ourPit}/findings`, as, body);
    expect(
      (await report(two.staff, findings({ trouble: 'no-connection', webrtc: 'no-connection' }))).status,
    ).toBe(204);
    expect((await diagnose(two.staff)).verdict?.code).toBe('udp-blocked');
    expect((await diagnose(two.owner)).verdict).toBeNull();
    await report(two.staff, findings({ state: 'denied', trouble: 'pit-viewers-full' }));
    expect((await diagnose(two.staff)).verdict?.code).toBe('pit-viewers-full');
    await report(
      two.staff,
      findings({ state: 'live', clock: new Date(Date.now() - 7_200_000).toISOString() }),
    );
    expect((await diagnose(two.staff)).verdict?.code).toBe('browser-clock');
    await report(two.staff, findings({ state: 'live', transport: 'hls', latency_ms: 6400 }));
    expect((await diagnose(two.staff)).verdict).toMatchObject({ code: 'lag', severity: 'warning' });
    expect((await report(two.otherOwner, findings({}))).status).toBe(404);
    for (const odd of [
      { state: 'odd' },
      { webrtc: 'odd' },
      { clock: 'now' },
      { more: 1 },
      { codec: 'x'.repeat(21) },
    ])
      expect((await report(two.staff, { ...findings({}), ...odd })).status).toBe(422);
  });

  it('uses the hook history and player reports of the other backends', async () => {
    const second = await startBackend({
      DATABASE_URL: backend.databaseUrl,
      MEDIAMTX_API_PORT: String(control.port),
      MEDIAMTX_WEBRTC_PORT: String(webrtc),
    });
    try {
      const remembered = await second.app
        .get(HookHistoryExchange)
        .collect(`workshop-${two.ours}/pit-1`, null);
      expect(remembered).toMatchObject({
        lastCallAt: expect.any(Date),
        lastPublishDenial: { reason: 'wrong-publish-key', at: expect.any(Date) },
      });
      const blocked = findings({ trouble: 'no-connection', webrtc: 'no-connection' });
      await send('POST', `/pits/${two.ourPit}/findings`, two.staff, blocked);
      await waitFor(async () => {
        const url = `/api/v1/pits/${two.ourPit}/diagnosis`;
        const { verdict }: Diagnosis = (await second.send({ url, as: two.staff })).body;
        return verdict?.code === 'udp-blocked';
      });
    } finally {
      await second.stop();
    }
  });

  it('finds an old media server, one that does not respond, and one that is down', async () => {
    control.behaves = 'as-before-v1';
    expect((await diagnose(two.admin)).verdict?.code).toBe('media-server-too-old');
    control.behaves = 'hangs';
    expect((await diagnose(two.admin)).verdict?.code).toBe('media-server-unreachable');
    await control.stop();
    const gone = await diagnose(two.admin);
    expect(gone.verdict).toMatchObject({
      code: 'media-server-down',
      fix: expect.stringMatching(/systemctl/),
    });
    expect((await diagnose(two.staff)).verdict?.fix).toMatch(/^Contact the operator/);
  });
});
