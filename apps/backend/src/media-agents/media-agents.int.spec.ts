import type {
  MediaAgentCode,
  MediaAgentConfiguration,
  MediaAgentCredential,
  MediaAgentReport,
  MediaServerDetails,
  MediaServerList,
} from '@ppf/contracts';
import { ControlApiStub, waitFor } from '@ppf/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { notify } from '../platform/database/notify';
import { Metrics } from '../platform/observability/metrics/metrics';
import { type BackendUnderTest, type Sent, startBackend } from '../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';

const PASSWORD = 'c@mera-p@ssword';
const REPORT: MediaAgentReport = {
  protocol: 1,
  document_version: null,
  applied: true,
  owns_file: true,
  fault: null,
  settings_faults: [],
  refused: [],
  total_refused: 0,
  mediamtx_version: 'v1.20.1',
  disk_free_bytes: 1000,
  disk_total_bytes: 2000,
  ffmpeg_version: '7.0.2',
  ffmpeg_encodes_h264: true,
  ffmpeg_limits_redirects: true,
  ports: ['rtspAddress 8554'],
};

describe('media agents', () => {
  let mediaMtx: ControlApiStub;
  let backend: BackendUnderTest;
  let other: BackendUnderTest | undefined;
  let two: TwoWorkshops;
  let first: MediaServerDetails;
  let second: MediaServerDetails;

  beforeAll(async () => {
    mediaMtx = await new ControlApiStub().start();
    backend = await startBackend({ MEDIAMTX_API_URL: mediaMtx.url, TRUSTED_PROXIES: '127.0.0.1' });
    two = await makeTwoWorkshops(backend);
    second = (
      await send<MediaServerDetails>('POST', '/media-servers', {
        name: 'Second',
        api_url: 'http://127.0.0.1:1',
        webrtc_url: 'http://second',
        hls_url: 'http://second',
        rtsp_url: 'rtsp://second',
      })
    ).body;
    first = (await send<MediaServerList>('GET', '/media-servers')).body.items[0] as MediaServerDetails;
    await send('PUT', `/pits/${two.ourPit}/camera`, {
      kind: 'pull',
      url: `rtsp://u:${encodeURIComponent(PASSWORD)}@127.0.0.1:1554/x`,
    });
    await send('PUT', `/pits/${two.theirPit}/camera`, { kind: 'push' });
    await waitFor(() => mediaMtx.configs.size === 1);
  });
  afterAll(async () => {
    await other?.stop();
    await backend.stop();
    await mediaMtx.stop();
  });

  async function send<Body>(
    method: Sent['method'],
    url: string,
    body?: unknown,
    as: string | null = two.admin,
    to = backend,
  ) {
    const answer = await to.send({
      method: method ?? 'GET',
      url: `/api/v1${url}`,
      ...(as === null ? {} : { as }),
      ...(body ? { body } : {}),
    });
    return { status: answer.status, body: answer.body as Body & { code?: string }, text: answer.text };
  }
  const codeFor = async (id: number) =>
    (await send<MediaAgentCode>('POST', `/media-servers/${id}/agent/code`)).body;
  let addresses = 0;
  /** @param address Client address: enrolment requests are limited per address. */
  const exchange = async (code: string, address = `10.0.0.${(addresses += 1)}`) => {
    const answer = await backend.send({
      method: 'POST',
      url: '/api/v1/media-agent/enrolment',
      headers: { 'x-forwarded-for': address },
      body: { code },
    });
    return { status: answer.status, body: answer.body as MediaAgentCredential & { code?: string } };
  };
  const enrol = async (id: number) => (await exchange((await codeFor(id)).code)).body.credential;
  const configuration = (credential: string, version = '', to = backend) =>
    send<MediaAgentConfiguration>(
      'GET',
      `/media-agent/configuration${version && `?version=${version}`}`,
      undefined,
      credential,
      to,
    );
  /** Whether an agent is to set the paths. A media agent may send five requests per second. */
  const isByFile = async (credential: string): Promise<boolean> => {
    await pause(200);
    return (await configuration(credential)).body.paths_by === 'file';
  };
  const report = (credential: string, change: object = {}) =>
    send('POST', '/media-agent/report', { ...REPORT, ...change }, credential);
  const details = async (id: number) => (await send<MediaServerDetails>('GET', `/media-servers/${id}`)).body;
  const setBy = (id: number, pathsBy: string) =>
    send<MediaServerDetails>('PATCH', `/media-servers/${id}`, { paths_by: pathsBy });
  async function inFileMode(): Promise<string> {
    const credential = await enrol(first.id);
    await report(credential);
    await setBy(first.id, 'file');
    return credential;
  }

  it('are enrolled with a code that works once, and only operators create one', async () => {
    const { code, expires_at: expiresAt } = await codeFor(second.id);
    expect(new Date(expiresAt).getTime() - Date.now()).toBeGreaterThan(3_500_000);
    expect((await details(second.id)).agent).toMatchObject({ enrolled: false, code_expires_at: expiresAt });
    expect((await exchange(code)).body.media_server_id).toBe(second.id);
    expect(await exchange(code)).toMatchObject({ status: 401, body: { code: 'media-agent-code-invalid' } });
    expect((await details(second.id)).agent).toMatchObject({ enrolled: true, code_expires_at: null });
    for (const as of [two.owner, two.staff, two.otherOwner])
      for (const [method, url] of [
        ['POST', 'agent/code'],
        ['DELETE', 'agent'],
      ] as const)
        expect(await send(method, `/media-servers/${second.id}/${url}`, undefined, as)).toMatchObject({
          status: 403,
        });
    expect(await send('POST', '/media-servers/9999/agent/code')).toMatchObject({ status: 404 });
  });

  it('cannot be enrolled with a code that has expired or was replaced', async () => {
    const replaced = await codeFor(second.id);
    const expired = await codeFor(second.id);
    await backend.database.query(`UPDATE media_agent SET code_expires_at = now() - interval '1 second'`);
    for (const { code } of [replaced, expired])
      expect(await exchange(code)).toMatchObject({ status: 401, body: { code: 'media-agent-code-invalid' } });
  });

  it.each([
    ['no credential', null],
    ['the access token of an operator', 'admin'],
    ['a credential that does not exist', 'x'.repeat(48)],
  ])('are refused with %s', async (_, as) => {
    const credential = as === 'admin' ? two.admin : as;
    for (const [method, url, body] of [
      ['GET', '/media-agent/configuration', undefined],
      ['POST', '/media-agent/report', REPORT],
      ['POST', '/media-agent/credential', undefined],
    ] as const)
      expect(await send(method, url, body, credential)).toMatchObject({
        status: 401,
        body: { code: 'media-agent-credential-invalid' },
      });
  });

  it('cannot use the rest of the API', async () => {
    const credential = await enrol(first.id);
    for (const url of ['/media-servers', '/workshops', `/pits/${two.ourPit}`])
      expect(await send('GET', url, undefined, credential)).toMatchObject({ status: 401 });
  });

  it('get no paths while the backend sets them', async () => {
    const { body } = await configuration(await enrol(first.id));
    expect(body).toMatchObject({ protocol: 1, media_server_id: first.id, paths_by: 'api', paths: [] });
  });

  it('take the paths over only when MediaMTX has loaded their file', async () => {
    const credential = await enrol(first.id);
    const refused = { status: 409, body: { code: 'media-agent-not-ready' } };
    expect(await setBy(first.id, 'file')).toMatchObject(refused);
    await report(credential, { owns_file: false });
    expect(await setBy(first.id, 'file')).toMatchObject(refused);
    await report(credential);
    expect((await setBy(first.id, 'file')).body).toMatchObject({ paths_by: 'file', is_configured: true });
    expect((await setBy(first.id, 'api')).body).toMatchObject({ paths_by: 'api' });
    expect(await setBy(first.id, 'both')).toMatchObject({ status: 422 });
  });

  it('get the paths of their own media server only, with the passwords of its cameras', async () => {
    const credential = await inFileMode();
    await waitFor(() => isByFile(credential));
    const { body, text } = await configuration(credential);
    expect(body.paths).toEqual([
      {
        path: `workshop-${two.ours}/pit-1`,
        keeps: null,
        config: expect.objectContaining({
          source: `rtsp://u:${encodeURIComponent(PASSWORD)}@127.0.0.1:1554/x`,
        }),
      },
    ]);
    expect(text).not.toContain(`workshop-${two.theirs}`);
    const foreign = await enrol(second.id);
    await report(foreign);
    await setBy(second.id, 'file');
    await waitFor(() => isByFile(foreign));
    expect((await configuration(foreign)).body.paths).toEqual([]);
    await setBy(second.id, 'api');
  });

  it('wait for a change, which is pushed', async () => {
    const credential = await inFileMode();
    await waitFor(() => isByFile(credential));
    const { version } = (await configuration(credential)).body;
    const waiting = configuration(credential, version);
    await send('PUT', `/pits/${two.ourPit}/camera`, { kind: 'pull', url: 'rtsp://127.0.0.1:1554/other' });
    const { status, body } = await waiting;
    expect(status).toBe(200);
    expect(body.version).not.toBe(version);
    expect(body.paths[0]?.config?.source).toBe('rtsp://127.0.0.1:1554/other');
  });

  it('get a request to pull a camera again', async () => {
    const credential = await inFileMode();
    await waitFor(() => isByFile(credential));
    const { version } = (await configuration(credential)).body;
    const waiting = configuration(credential, version);
    const path = `workshop-${two.ours}/pit-1`;
    const request = { mediaServerId: first.id, path, id: 'reconnect-1' };
    await notify(backend.database, 'path_reconnect_requested', request);
    expect((await waiting).body.reconnects).toEqual([{ id: 'reconnect-1', path }]);
  });

  it('prevent the backend from setting paths through the API meanwhile', async () => {
    await inFileMode();
    mediaMtx.forget();
    mediaMtx.calls.length = 0;
    await send('POST', `/media-servers/${first.id}/reconciliation`);
    await waitFor(() => mediaMtx.calls.filter((call) => call === 'GET config/paths/list').length >= 2);
    expect(mediaMtx.calls.filter((call) => call.includes('replace'))).toEqual([]);
    await setBy(first.id, 'api');
    await waitFor(() => mediaMtx.configs.size === 1);
  });

  it('report refused paths, which are shown with their cameras', async () => {
    const credential = await inFileMode();
    const path = `workshop-${two.ours}/pit-1`;
    await report(credential, { refused: [`${path}: value of source`], total_refused: 1 });
    await waitFor(async () => {
      const { body } = await send<{ not_applied: { code: string } | null }>(
        'GET',
        `/pits/${two.ourPit}/camera`,
      );
      return body.not_applied?.code === 'refused-by-media-server';
    });
    expect((await details(first.id)).agent).toMatchObject({
      connected: true,
      report: { refused: [`${path}: value of source`], ffmpeg_version: '7.0.2' },
    });
    await report(credential);
    await setBy(first.id, 'api');
  });

  it('are exported as metrics while they set the paths', async () => {
    const credential = await inFileMode();
    await report(credential, { applied: false, total_refused: 3, disk_free_bytes: 1234 });
    const values = async () => {
      const metrics = backend.app.get(Metrics).all.filter(({ name }) => name.startsWith('ppf_media_agent_'));
      const read = metrics.map(async (metric) => [metric.name, await metric.read()] as const);
      return Object.fromEntries(await Promise.all(read));
    };
    const labels = { media_server: first.name };
    expect(await values()).toEqual({
      ppf_media_agent_applied: [{ labels, value: 0 }],
      ppf_media_agent_connected: [{ labels, value: 1 }],
      ppf_media_agent_disk_free_bytes: [{ labels, value: 1234 }],
      ppf_media_agent_refused_paths: [{ labels, value: 3 }],
    });
    await backend.database.query(`UPDATE media_agent SET reported_at = now() - interval '91 seconds'`);
    expect((await values())['ppf_media_agent_connected']).toEqual([{ labels, value: 0 }]);
    await report(credential);
    await setBy(first.id, 'api');
    expect(Object.values(await values())).toEqual([[], [], [], []]);
  });

  it.each([
    ['an unknown field', { password: PASSWORD }],
    ['a refused path with other text', { refused: [`${PASSWORD}://`] }],
    ['too many refused paths', { refused: Array.from({ length: 201 }, () => 'a: name') }],
    ['a negative number of bytes', { disk_free_bytes: -1 }],
  ])('cannot report %s', async (_, change) => {
    const answer = await report(await enrol(first.id), change);
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
    expect(answer.text).not.toContain(PASSWORD);
  });

  it('replace their credential without a moment in which none is valid', async () => {
    const old = await enrol(first.id);
    const lost = await send<MediaAgentCredential>('POST', '/media-agent/credential', undefined, old);
    const { credential } = (
      await send<MediaAgentCredential>('POST', '/media-agent/credential', undefined, old)
    ).body;
    expect((await report(lost.body.credential)).status).toBe(401);
    expect((await report(old)).status).toBe(204);
    expect((await report(credential)).status).toBe(204);
    expect((await report(old)).status).toBe(401);
  });

  it('are revoked immediately, also while they wait, and the backend sets the paths again', async () => {
    const credential = await inFileMode();
    await waitFor(() => isByFile(credential));
    const waiting = configuration(credential, (await configuration(credential)).body.version);
    expect((await send('DELETE', `/media-servers/${first.id}/agent`)).status).toBe(204);
    expect(await waiting).toMatchObject({ status: 401, body: { code: 'media-agent-credential-invalid' } });
    expect(await details(first.id)).toMatchObject({
      paths_by: 'api',
      agent: { enrolled: false, report: null },
    });
    await waitFor(() => mediaMtx.configs.size === 1);
  });

  it('get the same version from every backend', async () => {
    const credential = await inFileMode();
    other = await startBackend({ MEDIAMTX_API_URL: mediaMtx.url, DATABASE_URL: backend.databaseUrl });
    await waitFor(() => isByFile(credential));
    const { version } = (await configuration(credential)).body;
    await waitFor(async () => (await configuration(credential, '', other)).body.version === version);
    const waiting = configuration(credential, version, other);
    await send('PUT', `/pits/${two.ourPit}/camera`, { kind: 'pull', url: 'rtsp://127.0.0.1:1554/third' });
    const { body } = await waiting;
    expect(body.paths[0]?.config?.source).toBe('rtsp://127.0.0.1:1554/third');
    const asked = configuration(credential, body.version, other);
    const request = { mediaServerId: first.id, path: `workshop-${two.ours}/pit-1`, id: 'reconnect-2' };
    await notify(backend.database, 'path_reconnect_requested', request);
    // An agent that moves to the other backend gets the request again, and ignores it by its id.
    const { reconnects } = (await asked).body;
    expect(reconnects).toEqual([{ id: 'reconnect-2', path: request.path }]);
    expect((await configuration(credential, body.version)).body.reconnects).toEqual(reconnects);
  });

  it('are limited in their attempts to be enrolled', async () => {
    const statuses: number[] = [];
    for (let each = 0; each < 30; each += 1)
      statuses.push((await exchange('y'.repeat(24), '10.0.9.9')).status);
    expect(statuses.at(-1)).toBe(429);
  });

  it('leave no secret in the log and in the database', async () => {
    const stored = await backend.database.query<object[]>('SELECT * FROM media_agent');
    expect(backend.log.join('')).not.toContain(PASSWORD);
    expect(backend.log.join('')).not.toContain(encodeURIComponent(PASSWORD));
    expect(backend.log.join('')).not.toMatch(/Bearer [\w-]{40}/);
    expect(JSON.stringify(stored)).not.toContain(PASSWORD);
  });
});

describe('the code of the settings', () => {
  const code = 'a-code-of-the-settings-0123456789';

  it('enrols the agent of the configured media server, which then sets the paths', async () => {
    const backend = await startBackend({ MEDIA_AGENT_CODE: code });
    try {
      const send = (method: 'GET' | 'POST', url: string, body?: unknown, as?: string) =>
        backend.send({ method, url: `/api/v1${url}`, ...(as ? { as } : {}), ...(body ? { body } : {}) });
      const { credential } = (await send('POST', '/media-agent/enrolment', { code }))
        .body as MediaAgentCredential;
      const admin = await backend.tokenFor('operator');
      const configured = async () =>
        ((await send('GET', '/media-servers', undefined, admin)).body as MediaServerList).items[0];
      const pathsBy = async () => (await configured())?.paths_by;
      expect((await configured())?.agent).toMatchObject({ enrolled: true, code_expires_at: null });
      await send('POST', '/media-agent/report', { ...REPORT, owns_file: false }, credential);
      expect(await pathsBy()).toBe('api');
      await send('POST', '/media-agent/report', REPORT, credential);
      expect(await pathsBy()).toBe('file');
      expect(backend.log.join('')).not.toContain(code);
    } finally {
      await backend.stop();
    }
  });

  it.each([
    ['the media server has another address', { MEDIAMTX_API_PORT: '2' }, 'file'],
    ['no agent runs beside it', { MEDIAMTX_PATHS_BY_API: 'true' }, 'api'],
    ['nothing has changed', {}, 'file'],
  ])('lets the backend set the paths when %s, until the agent owns the file', async (_, change, after) => {
    const backend = await startBackend({ MEDIA_AGENT_CODE: code });
    const restart = () =>
      startBackend({ MEDIA_AGENT_CODE: code, DATABASE_URL: backend.databaseUrl, ...change });
    const pathsBy = async () =>
      (await backend.database.query<{ by: string }[]>('SELECT paths_by AS by FROM media_server'))[0]?.by;
    try {
      const send = (url: string, body: unknown, as?: string) =>
        backend.send({ method: 'POST', url: `/api/v1${url}`, body, ...(as ? { as } : {}) });
      const { credential } = (await send('/media-agent/enrolment', { code })).body as MediaAgentCredential;
      await send('/media-agent/report', REPORT, credential);
      expect(await pathsBy()).toBe('file');
      await (await restart()).stop();
      expect(await pathsBy()).toBe(Object.keys(change).length === 0 ? 'file' : 'api');
      await send('/media-agent/report', REPORT, credential);
      expect(await pathsBy()).toBe(after);
    } finally {
      await backend.stop();
    }
  });

  it('enrols an agent again that has lost its credential, until it is revoked', async () => {
    const backend = await startBackend({ MEDIA_AGENT_CODE: code });
    const again = await startBackend({ MEDIA_AGENT_CODE: code, DATABASE_URL: backend.databaseUrl });
    try {
      const send = (method: 'DELETE' | 'GET' | 'POST', url: string, body?: unknown, as?: string) =>
        again.send({ method, url: `/api/v1${url}`, ...(as ? { as } : {}), ...(body ? { body } : {}) });
      const enrol = () => send('POST', '/media-agent/enrolment', { code });
      const [lost, found] = [await enrol(), await enrol()].map(
        ({ body }) => (body as MediaAgentCredential).credential,
      );
      expect((await send('POST', '/media-agent/report', REPORT, lost)).status).toBe(401);
      expect((await send('POST', '/media-agent/report', REPORT, found)).status).toBe(204);
      const admin = await again.tokenFor('operator');
      const { items } = (await send('GET', '/media-servers', undefined, admin)).body as MediaServerList;
      await send('DELETE', `/media-servers/${items[0]?.id}/agent`, undefined, admin);
      expect((await enrol()).status).toBe(401);
      const last = await startBackend({ MEDIA_AGENT_CODE: code, DATABASE_URL: backend.databaseUrl });
      await last.stop();
      expect((await enrol()).status).toBe(401);
    } finally {
      await again.stop();
      await backend.stop();
    }
  });
});
