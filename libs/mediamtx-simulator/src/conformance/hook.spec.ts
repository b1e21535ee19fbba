import { waitFor } from '@ppf/testing';
import { serverLaunchers } from './server-launchers';
import { HookStub, RECORDED_RULE } from './hook-stub';
import { basic, BEARER, JTI, send, typicalMs } from './http-request';
import { normalize } from './normalize';
import { publish, untilPath } from './publisher';
import { recorded } from './recorded';
import type { ServerUnderTest } from './servers-under-test';

const WHEP = '/workshop-1/pit-2/whep';
const bodies = recorded<Record<string, Record<string, unknown>>>('hook', 'bodies');

/** Requests of viewers, by the name of the recorded hook request. */
const VIEWERS: [key: string, method: string, query: string, headers: Record<string, string>][] = [
  ['whep_options_no_auth', 'OPTIONS', '', {}],
  ['whep_options_bearer_jti_jwt', 'OPTIONS', '', JTI],
  ['whep_post_no_auth', 'POST', '', {}],
  ['whep_post_bearer', 'POST', '', BEARER],
  ['whep_post_bearer_jti_jwt', 'POST', '', JTI],
  ['whep_post_basic', 'POST', '', basic('cam-1', 'cam-secret')],
  ['whep_post_query_token', 'POST', '?token=good-token', {}],
  ['whep_post_query_jwt', 'POST', '?jwt=good-token', {}],
  ['whep_post_query_token_and_bearer', 'POST', '?token=other&x=1', BEARER],
  ['whep_post_query_jwt_and_bearer', 'POST', '?jwt=other&x=1', BEARER],
];

describe.each(serverLaunchers())('the auth hook of $name', (launcher) => {
  const hook = new HookStub();
  let server: ServerUnderTest;
  const options = (headers: Record<string, string> = JTI) =>
    send(server.ports.webrtc, WHEP, { method: 'OPTIONS', headers });

  beforeAll(async () => {
    server = await launcher.start(await hook.start(), { global: 'readTimeout: 60s' });
  });
  afterEach(() => {
    hook.rule = RECORDED_RULE;
    hook.delayMs = 0;
  });
  afterAll(async () => {
    await server.stop();
    await hook.stop();
  });

  it.each(VIEWERS)('receives the recorded body for %s', async (key, method, query, headers) => {
    const before = hook.calls.length;
    await send(server.ports.webrtc, WHEP + query, {
      method,
      headers: { ...headers, ...(method === 'POST' && { 'Content-Type': 'application/sdp' }) },
      ...(method === 'POST' && { body: 'v=0\r\n' }),
    });
    const calls = hook.calls.slice(before);
    expect(calls).toHaveLength(1);
    expect(normalize(calls[0]!.body)).toEqual(normalize({ ...bodies[key], path: 'workshop-1/pit-2' }));
    expect(Object.keys(calls[0]!.body)).toEqual(Object.keys(bodies[key]!));
  });

  it('receives the recorded bodies for the pages', async () => {
    const before = hook.calls.length;
    await send(server.ports.webrtc, '/workshop-1/pit-1/', { headers: JTI });
    await send(server.ports.hls, '/workshop-1/pit-1/', { headers: JTI });
    const [whep, hls] = hook.calls.slice(before).map(({ body }) => body);
    expect(whep).toEqual(bodies.whep_page);
    expect(hls).toEqual(bodies.hls_page);
  });

  it('receives the headers of a Go client, with the user and password of its URL', async () => {
    const before = hook.calls.length;
    await options();
    const { rawHeaders, headers } = hook.calls[before]!;
    const names = rawHeaders.filter((_, index) => index % 2 === 0);
    const expected = recorded<{ headers: Record<string, string> }>('hook', 'raw_request').headers;
    expect(names).toEqual(Object.keys(expected));
    expect(headers.authorization).toBe(expected.Authorization);
    expect(headers['user-agent']).toBe(expected['User-Agent']);
    expect(headers['content-type']).toBe(expected['Content-Type']);
  });

  it('receives each request on a new connection', async () => {
    const before = hook.connections;
    for (let call = 0; call < 6; call++) await options();
    const { connections_for_6_calls } = recorded<{
      connections_for_6_calls: Record<string, { newConnections: number }>;
    }>('hook', 'transport');
    expect(hook.connections - before).toBe(connections_for_6_calls['204']!.newConnections);
  });

  it('receives one request at a time', async () => {
    hook.delayMs = 60;
    hook.maxConcurrentCalls = 0;
    const began = Date.now();
    await Promise.all(Array.from({ length: 8 }, () => options()));
    const { at_once } = recorded<{ at_once: { maxAtOnce: number } }>('hook', 'transport');
    expect(hook.maxConcurrentCalls).toBe(at_once.maxAtOnce);
    expect(Date.now() - began).toBeGreaterThan(4 * 60);
  });

  it('delays other checks and the list of paths while a request is pending, and nothing else', async () => {
    const camera = await publish(server, 'workshop-1/pit-1');
    await untilPath(server, 'workshop-1/pit-1', ({ ready }) => ready);
    const waiting: (() => void)[] = [];
    hook.rule = async () => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return 204;
    };
    const answered: string[] = [];
    const record = (name: string, answer: Promise<unknown>) => answer.then(() => answered.push(name));
    const { api, metrics } = server.ports;
    const first = record('first check', options());
    await waitFor(() => waiting.length === 1, 'the call of the first check');
    const delayed = [
      record('paths', send(api, '/v3/paths/list')),
      record('metrics', send(metrics, '/metrics')),
      record('second check', options()),
    ];
    // The delayed requests arrive before the second round.
    for (let round = 0; round < 2; round++)
      for (const list of ['config/paths', 'webrtcsessions', 'rtspsessions', 'hlsmuxers'])
        expect((await send(api, `/v3/${list}/list`)).status).toBe(200);
    expect([answered, waiting.length]).toEqual([[], 1]);
    waiting[0]!();
    await waitFor(() => waiting.length === 2, 'the call of the second check');
    expect(answered).not.toContain('second check');
    waiting[1]!();
    await Promise.all([first, ...delayed]);
    await camera.stop();
  });

  it('denies a request when it does not respond within readTimeout', async () => {
    const silent = new HookStub();
    silent.rule = () => new Promise(() => undefined);
    const shortTimeout = await launcher.start(await silent.start(), { global: 'readTimeout: 1s' });
    const { status, ms } = await send(shortTimeout.ports.webrtc, WHEP, { method: 'OPTIONS', headers: JTI });
    expect(status).toBe(401);
    expect(ms).toBeGreaterThan(500);
    await shortTimeout.stop();
    await silent.stop();
  });

  it('denies with 403 as with 401, and its text is not in the response', async () => {
    hook.rule = () => 403;
    const { status, body } = await options();
    expect({ status, body }).toEqual({
      status: 401,
      body: { status: 'error', error: 'authentication error' },
    });
  });

  it('denies requests when it is down, without a delay if they have no credentials', async () => {
    await hook.stop();
    const [nothing, bearer] = await Promise.all([options({}), options(BEARER)]);
    expect([nothing.status, bearer.status]).toEqual([401, 401]);
    expect(await typicalMs(() => options({}))).toBeLessThan(500);
    expect(server.log.some((line) => /WAR .*failed to authenticate: HTTP request failed/.test(line))).toBe(
      true,
    );
    expect(server.log.some((line) => line.includes('hook-secret'))).toBe(false);
  });
});
