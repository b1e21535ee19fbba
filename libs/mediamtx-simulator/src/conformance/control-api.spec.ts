import { serverLaunchers } from './server-launchers';
import { HookStub } from './hook-stub';
import { basic, BEARER, send, type HttpAnswer, type HttpRequest } from './http-request';
import { normalize } from './normalize';
import { recorded } from './recorded';
import type { ServerUnderTest } from './servers-under-test';

const PATHS = `
  workshop-1/pit-1:
  workshop-1/pit-2:
  workshop-1/pit-9:
    source: rtsp://admin:cam%40pass@127.0.0.1:10554/stream1
    sourceOnDemand: yes
    rtspTransport: tcp
  '~^workshop-[0-9]+/pit-[0-9]+$':
`;
const UNKNOWN = '11111111-1111-4111-8111-111111111111';
const post = (body: string): HttpRequest => ({ method: 'POST', body });
const patch = (body: string): HttpRequest => ({ method: 'PATCH', body });
const add = 'config/paths/add';
const pull = (source: string) => post(JSON.stringify({ source, sourceOnDemand: true }));

/** Requests in the order of the recording: later ones depend on earlier ones. */
const CALLS: [key: string, path: string, request?: HttpRequest][] = [
  ['info', 'info'],
  ['paths_list?itemsPerPage=0', 'paths/list?itemsPerPage=0'],
  ['paths_list?page=x', 'paths/list?page=x'],
  ['paths_get_idle', 'paths/get/workshop-1/pit-1'],
  ['paths_get_unknown', 'paths/get/nowhere'],
  ['paths_get_encoded_slash', 'paths/get/workshop-1%2Fpit-1'],
  ['add', `${add}/workshop-7/pit-1`, post('{}')],
  ['add_exists', `${add}/workshop-7/pit-1`, post('{}')],
  ['add_exists_in_file', `${add}/workshop-1/pit-1`, post('{}')],
  ['add_encoded_slash', `${add}/workshop-7%2Fpit-2`, post('{}')],
  ['add_empty_body', `${add}/workshop-7/pit-3`, post('')],
  ['add_bad_json', `${add}/workshop-7/pit-3`, post('{"source"')],
  ['add_unknown_key', `${add}/workshop-7/pit-3`, post('{"nope":1}')],
  ['add_wrong_type', `${add}/workshop-7/pit-3`, post('{"sourceOnDemand":"yes"}')],
  ['add_name bad+name', `${add}/bad+name`, post('{}')],
  ['add_name bad%20name', `${add}/bad%20name`, post('{}')],
  ['add_name bad~name', `${add}/bad~name`, post('{}')],
  ['add_name bad:name', `${add}/bad:name`, post('{}')],
  ['add_name /lead', `${add}//lead`, post('{}')],
  ['add_name trail/', `${add}/trail/`, post('{}')],
  ['add_name a%2F..%2Fb', `${add}/a%2F..%2Fb`, post('{}')],
  ['add_name a//b', `${add}/a//b`, post('{}')],
  ['add_name %C3%A9', `${add}/%C3%A9`, post('{}')],
  ['add_name ~%5E%5B', `${add}/~%5E%5B`, post('{}')],
  ['add_invalid_source', `${add}/workshop-7/pit-4`, pull('nonsense')],
  ['add_invalid_source_url', `${add}/workshop-7/pit-4`, pull('rtsp://')],
  ['add_source_bad_escape', `${add}/workshop-7/pit-4`, pull('rtsp://a:b%zz@127.0.0.1/x')],
  ['add_source_unencoded', `${add}/workshop-7/pit-4`, pull('rtsp://admin:p@ss/w?rd#1@127.0.0.1/x')],
  ['add_publisher_on_demand', `${add}/workshop-7/pit-5`, post('{"sourceOnDemand":true}')],
  ['patch_missing', 'config/paths/patch/workshop-7/pit-6', patch('{"maxReaders":1}')],
  ['replace_missing', 'config/paths/replace/workshop-7/pit-7', post('{"maxReaders":1}')],
  ['replace_existing', 'config/paths/replace/workshop-7/pit-7', post('{"maxReaders":2}')],
  ['patch_existing', 'config/paths/patch/workshop-7/pit-7', patch('{"maxReaders":3}')],
  ['patch_unknown_key', 'config/paths/patch/workshop-7/pit-7', patch('{"nope":3}')],
  ['patch_null', 'config/paths/patch/workshop-7/pit-7', patch('{"maxReaders":null}')],
  ['delete', 'config/paths/delete/workshop-7/pit-7', { method: 'DELETE' }],
  ['delete_missing', 'config/paths/delete/workshop-7/pit-7', { method: 'DELETE' }],
  ['config_get_missing', 'config/paths/get/nowhere'],
  ['wrong_method', 'config/paths/list', post('{}')],
  ['unknown_route', 'nope'],
  ['add_regex', `${add}/~%5Eshop-%5B0-9%5D+$`, post('{}')],
  ['delete_regex', 'config/paths/delete/~%5Eshop-%5B0-9%5D+$', { method: 'DELETE' }],
  ...['rtspsessions', 'webrtcsessions', 'hlssessions', 'rtspconns'].flatMap(
    (list): [string, string, HttpRequest?][] => [
      [`${list}_list_empty`, `${list}/list`],
      [`${list}_get_unknown`, `${list}/get/${UNKNOWN}`],
      [`${list}_kick_unknown`, `${list}/kick/${UNKNOWN}`, { method: 'POST' }],
      [`${list}_kick_bad_id`, `${list}/kick/abc`, { method: 'POST' }],
    ],
  ),
  ['hlsmuxers_list_empty', 'hlsmuxers/list'],
  ['rtmpconns_list_while_rtmp_off', 'rtmpconns/list'],
  ['recordings_list', 'recordings/list'],
  ['jwks_refresh', 'auth/jwks/refresh', { method: 'POST' }],
];

/** Lists whose recording has the names only. */
const LISTS: [key: string, path: string][] = [
  ['config_paths_list', 'config/paths/list'],
  ['paths_list?page=0&itemsPerPage=1', 'paths/list?page=0&itemsPerPage=1'],
  ['paths_list?page=1&itemsPerPage=2', 'paths/list?page=1&itemsPerPage=2'],
  ['paths_list?page=99', 'paths/list?page=99'],
  ['paths_list?itemsPerPage=1000000', 'paths/list?itemsPerPage=1000000'],
];

const answered = ({ status, body }: { status?: unknown; body?: unknown }) => normalize({ status, body });

describe.each(serverLaunchers())('the control API of $name', (launcher) => {
  const hook = new HookStub();
  let server: ServerUnderTest;
  const seen = new Map<string, HttpAnswer>();
  const call = (path: string, request?: HttpRequest) => send(server.ports.api, `/v3/${path}`, request);

  beforeAll(async () => {
    server = await launcher.start(await hook.start(), { paths: PATHS });
    for (const [key, path] of LISTS) seen.set(key, await call(path));
    for (const key of ['config_global_get', 'config_pathdefaults_get']) {
      seen.set(key, await call(key.replaceAll('_', '/')));
    }
    seen.set('config_paths_get_pull', await call('config/paths/get/workshop-1/pit-9'));
    for (const [key, path, request] of CALLS) seen.set(key, await call(path, request));
  });
  afterAll(async () => {
    await server.stop();
    await hook.stop();
  });

  it.each(CALLS)('answers %s as recorded', (key) => {
    expect(answered(seen.get(key)!)).toEqual(answered(recorded('api', key)));
  });

  it.each(LISTS)('pages %s as recorded', (key) => {
    const { status, body } = seen.get(key)!;
    const page = body as { itemCount: number; pageCount: number; items: { name: string }[] };
    const names = page.items.map(({ name }) => name);
    const { itemCount, pageCount } = page;
    expect({ status, itemCount, pageCount, names }).toEqual(recorded('api', key));
  });

  it('shows the global configuration with every recorded key and default', () => {
    const body = { ...(recorded('api', 'config_global_get').body as Record<string, unknown>) };
    // Recorded with the older name of rtspTransports.
    delete body.protocols;
    const ports = /Address$/;
    const expected = Object.fromEntries(Object.entries(body).filter(([key]) => !ports.test(key)));
    expect(seen.get('config_global_get')!.body).toMatchObject(expected);
  });

  it('shows the path defaults with every recorded key and value', () => {
    expect(seen.get('config_pathdefaults_get')!.body).toMatchObject(
      recorded('api', 'config_pathdefaults_get').body as object,
    );
  });

  it('shows a pulled path with its original source, including the password', () => {
    const { source, rtspTransport } = recorded('api', 'config_paths_get_pull');
    expect(seen.get('config_paths_get_pull')!.body).toMatchObject({ source, rtspTransport });
  });

  it.each([
    ['24h', '1d'],
    ['72h', '3d'],
    ['90m', '1h30m0s'],
    ['1500ms', '1.5s'],
    ['1d12h', '1d12h0m0s'],
  ])('shows the duration %s as %s', async (given, shown) => {
    const path = `dur-${given}`;
    await call(`${add}/${path}`, post(JSON.stringify({ sourceOnDemandCloseAfter: given })));
    const list = (await call('config/paths/list?itemsPerPage=1000')).body as {
      items: { name: string; sourceOnDemandCloseAfter: string }[];
    };
    const item = list.items.find(({ name }) => name === path);
    expect(item?.sourceOnDemandCloseAfter).toBe(shown);
  });

  it('accepts its own output as input', async () => {
    const shown = await call('config/paths/get/workshop-1/pit-9');
    const answer = await call('config/paths/replace/workshop-1/pit-9', post(JSON.stringify(shown.body)));
    expect(answer.status).toBe(200);
  });

  it('keeps all of eight concurrent additions', async () => {
    const { statuses } = recorded('api', 'two_adds_same_ms');
    const names = Array.from({ length: 8 }, (_, index) => `concurrent/${index}`);
    const answers = await Promise.all(names.map((name) => call(`${add}/${name}`, post('{}'))));
    expect(answers.map(({ status }) => status)).toEqual(statuses);
    const gets = await Promise.all(names.map((name) => call(`paths/get/${name}`)));
    expect(gets.map(({ status }) => status)).toEqual(statuses);
  });

  it('logs every error', () => {
    expect(server.log.some((line) => / ERR \[API\] path already exists$/.test(line))).toBe(true);
  });
});

describe.each(serverLaunchers())(
  'the control API of $name, when nothing is excluded from authentication',
  (launcher) => {
    const hook = new HookStub();
    let server: ServerUnderTest;

    beforeAll(async () => {
      server = await launcher.start(await hook.start(), { global: 'authHTTPExclude: []' });
    });
    afterAll(async () => {
      await server.stop();
      await hook.stop();
    });

    it('sends hook requests, and responds as recorded', async () => {
      const kept = recorded<Record<string, { status: number; body: unknown; www_authenticate?: string }>>(
        'api',
        'not_excluded_from_auth',
      );
      const { api, metrics } = server.ports;
      const [none, good, bearer, wrong, scrape] = await Promise.all([
        send(api, '/v3/paths/list'),
        send(api, '/v3/paths/list', { headers: basic('cam-1', 'cam-secret') }),
        send(api, '/v3/paths/list', { headers: BEARER }),
        send(api, '/v3/paths/list', { headers: basic('cam-1', 'wrong') }),
        send(metrics, '/metrics', { headers: basic('cam-1', 'cam-secret') }),
      ]);
      expect(none).toMatchObject({ status: 401, body: kept.api_no_creds!.body });
      expect(none.headers['www-authenticate']).toBe(kept.api_no_creds!.www_authenticate);
      expect([good.status, bearer.status, scrape.status]).toEqual([200, 200, 200]);
      expect(wrong).toMatchObject({ status: 401, body: kept.api_wrong!.body });
      expect(wrong.headers['www-authenticate']).toBeUndefined();
      const expected = recorded<Record<string, unknown>>('hook', 'bodies');
      const bodies = hook.calls.map(({ body }) => body);
      expect(bodies).toContainEqual({ ...(expected.api_bearer as object) });
      expect(bodies).toContainEqual({ ...(expected.metrics_basic as object) });
    });

    it('responds to a session list that the hook requests, and delays its path list until the hook has responded', async () => {
      const statuses: { sessions?: number; paths?: number } = {};
      let beforeAnswer: typeof statuses = {};
      let paths: Promise<HttpAnswer> | undefined;
      hook.rule = async (body) => {
        if (body.protocol !== 'webrtc') return 200;
        paths = send(server.ports.api, '/v3/paths/list', { headers: BEARER });
        void paths.then(({ status }) => (statuses.paths = status));
        // The request for the paths arrives before the second request for the sessions.
        for (let round = 0; round < 2; round++)
          statuses.sessions = (
            await send(server.ports.api, '/v3/webrtcsessions/list', { headers: BEARER })
          ).status;
        beforeAnswer = { ...statuses };
        return 200;
      };
      const options = await send(server.ports.webrtc, '/workshop-1/pit-1/whep', { method: 'OPTIONS' });
      expect(options.status).toBe(204);
      expect(beforeAnswer).toEqual({ sessions: 200 });
      expect((await paths)?.status).toBe(200);
    });
  },
);
