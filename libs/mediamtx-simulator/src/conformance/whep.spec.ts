import type { SamplePublisher } from '@ppf/sample-cameras';
import { waitFor } from '@ppf/testing';
import { serverLaunchers } from './server-launchers';
import { HookStub, RECORDED_RULE } from './hook-stub';
import { basic, BEARER, JTI, send, typicalMs, type HttpAnswer, type HttpRequest } from './http-request';
import { normalize } from './normalize';
import { listedIds, publish, untilPath } from './publisher';
import { recorded } from './recorded';
import type { ServerUnderTest } from './servers-under-test';
import { WhepViewer } from './whep-viewer';

const SDP = { 'Content-Type': 'application/sdp' };
const FRAGMENT = { 'Content-Type': 'application/trickle-ice-sdpfrag' };
const LIVE = '/workshop-1/pit-1/whep';
const SILENT = '/workshop-1/pit-2/whep';
const options = (headers: Record<string, string> = {}): HttpRequest => ({ method: 'OPTIONS', headers });
const post = (headers: Record<string, string> = {}, body = 'v=0\r\n'): HttpRequest => ({
  method: 'POST',
  headers: { ...SDP, ...headers },
  body,
});
const preflight = options({ Origin: 'http://page.test', 'Access-Control-Request-Method': 'POST' });

/** Requests without a session. */
const REQUESTS: [key: string, path: string, request: HttpRequest][] = [
  ['preflight', LIVE, preflight],
  ['options_no_auth', LIVE, options()],
  ['options_bearer_jti_jwt', LIVE, options(JTI)],
  ['options_unconfigured', '/nowhere/whep', options(JTI)],
  ['options_no_stream', SILENT, options(JTI)],
  ['post_no_auth', LIVE, post()],
  ['post_no_stream', SILENT, post(JTI)],
  ['post_unconfigured', '/nowhere/whep', post(JTI)],
  ['post_illegal_name', '/a+b/whep', post(JTI)],
  ['post_wrong_content_type', LIVE, post({ ...JTI, 'Content-Type': 'text/plain' })],
  ['get', LIVE, { headers: JTI }],
];

/** Denials with a delay of 0–4 s, and the one without. */
const REFUSALS: [key: string, query: string, headers: Record<string, string>][] = [
  ['denied_wrong_bearer', '', { Authorization: 'Bearer wrong' }],
  ['denied_wrong_bearer_jti', '', { Authorization: 'Bearer who:wrong' }],
  ['denied_wrong_basic', '', basic('cam-1', 'wrong')],
  ['denied_wrong_query_token', '?token=wrong', {}],
];

/** A longer denial was delayed by the server: the delays are between 0 and 4 s. */
const DELAYED_MS = 500;

/** A viewer notices the end of a session after 30 s if the server sends no DTLS alert. */
const WITH_ALERT_MS = 20_000;

const toComparable = ({ status, headers, body }: Partial<HttpAnswer>) =>
  normalize({ status, ...(headers && { headers }), body });
const recordedAnswer = (key: string) => toComparable(recorded<Partial<HttpAnswer>>('whep', key));
const isDelayed = (key: string) =>
  Math.max(...recorded<{ three_tries_ms: number[] }>('whep', key).three_tries_ms) > DELAYED_MS;

describe.each(serverLaunchers())('WHEP of $name', (launcher) => {
  const hook = new HookStub();
  let server: ServerUnderTest;
  let publisher: SamplePublisher;
  let refusals: Map<string, Promise<HttpAnswer[]>>;
  const sendRequest = (path: string, request: HttpRequest) => send(server.ports.webrtc, path, request);
  const watch = (headers = JTI as Record<string, string>, query = '') =>
    WhepViewer.watch(server.ports.webrtc, 'workshop-1/pit-1', headers, query);

  beforeAll(async () => {
    server = await launcher.start(await hook.start());
    publisher = await publish(server, 'workshop-1/pit-1');
    await untilPath(server, 'workshop-1/pit-1', ({ ready }) => ready);
    // The delays overlap with the other tests.
    refusals = new Map(
      REFUSALS.filter(([key]) => isDelayed(key)).map(([key, query, headers]) => [
        key,
        Promise.all(Array.from({ length: 5 }, () => sendRequest(LIVE + query, post(headers)))),
      ]),
    );
    for (const refusal of refusals.values()) refusal.catch(() => undefined);
  });
  afterEach(() => {
    hook.rule = RECORDED_RULE;
  });
  afterAll(async () => {
    await publisher.stop();
    await server.stop();
    await hook.stop();
  });

  it.each(REQUESTS)('answers %s as recorded', async (key, path, request) => {
    const seen = await sendRequest(path, request);
    const expected = recorded<Partial<HttpAnswer>>('whep', key);
    expect(toComparable({ ...seen, ...(!expected.headers && { headers: undefined }) } as HttpAnswer)).toEqual(
      toComparable(expected),
    );
    expect(await typicalMs(() => sendRequest(path, request))).toBeLessThan(DELAYED_MS);
  });

  it('sends one hook request for OPTIONS and POST, and none for a path without a configuration', async () => {
    const counts: Record<string, unknown> = {};
    for (const [key, path, request] of REQUESTS) {
      const marked = { ...request, headers: { ...request.headers, 'User-Agent': `count ${key}` } };
      await sendRequest(path, marked);
      const calls = hook.calls.filter(({ body }) => body.userAgent === `count ${key}`).length;
      const { hookCalls } = recorded<{ hookCalls: number }>('whep', key);
      counts[key] = calls === hookCalls ? 'as recorded' : calls;
    }
    expect(new Set(Object.values(counts))).toEqual(new Set(['as recorded']));
  });

  it('responds to an offer with everything that a player needs, and sends pictures', async () => {
    const viewer = await watch();
    const { body: answer, headers, status } = viewer.post;
    const expected = recorded<HttpAnswer>('whep', 'post_bearer_jti_jwt');
    expect(normalize({ status, headers })).toEqual(
      normalize({ status: expected.status, headers: expected.headers }),
    );
    expect(answer).toMatch(/a=candidate:.* 127\.0\.0\.1 \d+ typ host/);
    expect(answer).toMatch(/a=rtpmap:96 H264\/90000/);
    expect(answer).toMatch(/a=sendonly/);
    await viewer.until(({ frames }) => frames > 25);
    const shown = (await send(server.ports.api, `/v3/webrtcsessions/get/${viewer.id}`)).body;
    const session = recorded<{ api_session: object }>('whep', 'post_bearer_jti_jwt').api_session;
    expect(normalize(shown)).toEqual(normalize(session));
    expect((shown as { bytesSent: number }).bytesSent).toBeGreaterThan(1000);
    viewer.stop();
  });

  it('sends the parameter sets before every key frame', async () => {
    const viewer = await watch();
    await viewer.until(({ frames }) => frames > 60);
    viewer.stop();
    const keyFrames = viewer.pictures.filter((types) => types.includes(5));
    expect(keyFrames.length).toBeGreaterThan(1);
    for (const types of keyFrames) expect([7, 24]).toContain(types[0]);
  });

  it.each([
    ['bearer', BEARER, ''],
    ['bearer_jti_jwt', JTI, ''],
    ['basic', basic('cam-1', 'cam-secret'), ''],
    ['query_token', {}, '?token=good-token'],
  ])('lists the user of %s as recorded, and the query in the session’s URL', async (key, headers, query) => {
    const viewer = await watch(headers as Record<string, string>, query);
    expect(viewer.location).toMatch(
      new RegExp(`^/workshop-1/pit-1/whep/[0-9a-f-]{36}${query.replace('?', '\\?')}$`),
    );
    const { body } = await send(server.ports.api, `/v3/webrtcsessions/get/${viewer.id}`);
    const users = recorded<Record<string, string>>('whep', 'api_user_by_credentials');
    expect(body).toMatchObject({ user: users[key], query: query.slice(1) });
    viewer.stop();
  });

  it('rejects an invalid offer after the hook request', async () => {
    const { status, body } = await sendRequest(
      LIVE,
      post({ ...JTI, 'User-Agent': 'bad offer' }, 'v=0\r\nnot an offer'),
    );
    expect(status).toBe(recorded<HttpAnswer>('whep', 'post_bad_offer').status);
    expect((body as { error: string }).error).toMatch(
      /^failed to unmarshal SDP: sdp: syntax error at pos \d+: /,
    );
    expect(hook.calls.filter((call) => call.body.userAgent === 'bad offer')).toHaveLength(1);
  });

  it('responds to requests to the session’s URL as recorded', async () => {
    const viewer = await watch();
    const session = viewer.location;
    const trickle = (headers: Record<string, string>) => ({ method: 'PATCH', headers, body: 'a=mid:0\r\n' });
    const unknown = '/workshop-1/pit-1/whep/11111111-1111-4111-8111-111111111111';
    const seen: Record<string, HttpAnswer> = {
      patch_ok_no_auth: await sendRequest(session, trickle(FRAGMENT)),
      patch_wrong_type: await sendRequest(session, trickle({ 'Content-Type': 'text/plain' })),
      patch_wrong_if_match: await sendRequest(session, trickle({ ...FRAGMENT, 'If-Match': '"nope"' })),
      patch_bad_secret: await sendRequest(`${LIVE}/abc`, trickle(FRAGMENT)),
      patch_unknown: await sendRequest(unknown, trickle(FRAGMENT)),
      get_session: await sendRequest(session, {}),
      patch_other_path: await sendRequest(session.replace('pit-1', 'pit-2'), trickle(FRAGMENT)),
      delete_with_auth: await sendRequest(session, { method: 'DELETE', headers: JTI }),
      delete_again: await sendRequest(session, { method: 'DELETE' }),
      delete_bad_secret: await sendRequest(`${LIVE}/abc`, { method: 'DELETE' }),
    };
    const plain = Object.entries(seen).map(([key, { status, body }]) => [key, { status, body }]);
    expect(Object.fromEntries(plain)).toEqual(recorded('whep', 'session_url'));
    viewer.stop();
  });

  it('ends a deleted session: the viewer is notified, and it is no longer listed', async () => {
    const viewer = await watch();
    await viewer.until(({ frames }) => frames > 0);
    const seen = await sendRequest(viewer.location, { method: 'DELETE' });
    const deleted = Date.now();
    expect(toComparable(seen)).toEqual(recordedAnswer('delete_while_connected'));
    expect(await listedIds(server, 'webrtcsessions')).not.toContain(viewer.id);
    await viewer.until(({ closedAt }) => closedAt !== null);
    expect(viewer.closedAt! - deleted).toBeLessThan(WITH_ALERT_MS);
  });

  it('ends a kicked session: the viewer is notified, and it is no longer listed', async () => {
    const viewer = await watch();
    await viewer.until(({ frames }) => frames > 0);
    const kick = () => send(server.ports.api, `/v3/webrtcsessions/kick/${viewer.id}`, { method: 'POST' });
    const kicked = Date.now();
    const seen = await kick();
    const expected = recorded<{ kick: HttpAnswer; kick_again: HttpAnswer; patch_after_kick: number }>(
      'whep',
      'kick',
    );
    expect(toComparable(seen)).toEqual(toComparable(expected.kick));
    expect(await listedIds(server, 'webrtcsessions')).not.toContain(viewer.id);
    await viewer.until(({ closedAt }) => closedAt !== null);
    expect(viewer.closedAt! - kicked).toBeLessThan(WITH_ALERT_MS);
    const again = await kick();
    expect({ status: again.status, body: again.body }).toEqual(expected.kick_again);
    const patch = await sendRequest(viewer.location, { method: 'PATCH', headers: FRAGMENT });
    expect(patch.status).toBe(expected.patch_after_kick);
  });

  it('lists a session while its hook request is pending; if kicked then, the POST fails with 400', async () => {
    let allow!: () => void;
    const decision = new Promise<void>((resolve) => (allow = resolve));
    let onHookRequest!: (id: string) => void;
    const hookRequest = new Promise<string>((resolve) => (onHookRequest = resolve));
    hook.rule = async (body) => {
      onHookRequest(String(body.id));
      await decision;
      return 200;
    };
    const offer = await WhepViewer.offer();
    const posting = sendRequest(LIVE, post({ 'User-Agent': 'pending', ...BEARER }, offer));
    const id = await hookRequest;
    const { body: listed } = await send(server.ports.api, `/v3/webrtcsessions/get/${id}`);
    const expected = recorded<Record<string, unknown>>('whep', 'while_hook_is_pending');
    expect(normalize(listed)).toMatchObject(normalize(expected.listed) as object);
    await send(server.ports.api, `/v3/webrtcsessions/kick/${id}`, { method: 'POST' });
    allow();
    const { status, body } = await posting;
    expect(status).toBe((expected.post_after_hook_allows as HttpAnswer).status);
    expect(body).toEqual({ status: 'error', error: expect.any(String) as string });
    expect(await listedIds(server, 'webrtcsessions')).not.toContain(id);
  });

  it('admits one session per token, when the hook binds it to the first id', async () => {
    let bound: unknown = null;
    hook.rule = ({ id }) => (id === null || id === (bound ??= id) ? 200 : 401);
    const viewer = await watch();
    expect([viewer.post.status, viewer.id]).toEqual([201, bound]);
    expect((await sendRequest(LIVE, options(JTI))).status).toBe(204);
    const second = await sendRequest(LIVE, post(JTI, await WhepViewer.offer()));
    const { sequence } = recorded<{ sequence: { secondPost: { status: number; body: string } } }>(
      'whep',
      'one_token_one_session',
    );
    expect({ status: second.status, body: JSON.stringify(second.body) }).toMatchObject({
      status: sequence.secondPost.status,
      body: sequence.secondPost.body,
    });
    viewer.stop();
  });

  it('closes a session that never connects after 10 s', async () => {
    const began = Date.now();
    const { headers } = await sendRequest(LIVE, post(JTI, await WhepViewer.offer()));
    const id = String(headers.id);
    await waitFor(
      async () => (await listedIds(server, 'webrtcsessions')).every((listed) => listed !== id),
      'the end of the session',
    );
    expect(Date.now() - began).toBeGreaterThan(5000);
  });

  it.each(REFUSALS.filter(([key]) => isDelayed(key)))('denies %s as recorded, after a delay', async (key) => {
    const answers = await refusals.get(key)!;
    for (const answer of answers) expect(toComparable(answer)).toEqual(recordedAnswer(key));
    const slowest = Math.max(...answers.map(({ ms }) => ms));
    expect(slowest).toBeGreaterThan(DELAYED_MS);
  });

  it.each(REFUSALS.filter(([key]) => !isDelayed(key)))(
    'denies %s as recorded, without a delay',
    async (key, query, headers) => {
      const typical = await typicalMs(async () => {
        const answer = await sendRequest(LIVE + query, post(headers));
        expect(toComparable(answer)).toEqual(recordedAnswer(key));
        return answer;
      });
      expect(typical).toBeLessThan(DELAYED_MS);
    },
  );

  it('closes the viewers when the publisher disconnects, and responds with 404 to the next one', async () => {
    const viewer = await watch();
    await viewer.until(({ frames }) => frames > 0);
    const left = Date.now();
    await publisher.stop();
    await viewer.until(({ closedAt }) => closedAt !== null);
    expect(viewer.closedAt! - left).toBeLessThan(WITH_ALERT_MS);
    await untilPath(server, 'workshop-1/pit-1', ({ ready }) => !ready);
    expect(await listedIds(server, 'webrtcsessions')).not.toContain(viewer.id);
    const { status, body } = await sendRequest(LIVE, post(JTI, await WhepViewer.offer()));
    const { next_post } = recorded<{ next_post: HttpAnswer }>('whep', 'publisher_gone');
    expect({ status, body }).toEqual(next_post);
  });
});
