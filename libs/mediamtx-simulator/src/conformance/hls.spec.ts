import type { SamplePublisher } from '@ppf/sample-cameras';
import { waitFor } from '@ppf/testing';
import { setTimeout as wait } from 'node:timers/promises';
import { serverLaunchers } from './server-launchers';
import { HookStub } from './hook-stub';
import { JTI, send, type HttpAnswer } from './http-request';
import { normalize } from './normalize';
import { listedIds, publish, untilPath } from './publisher';
import { recorded } from './recorded';
import type { ServerUnderTest } from './servers-under-test';

interface Step {
  get: string;
  status: number;
  hookCalls: number;
  headers?: object;
  body?: string;
}

const LIVE = '/workshop-1/pit-1';
const REQUESTS: [key: string, path: string, headers?: Record<string, string>, method?: string][] = [
  ['index_no_auth', `${LIVE}/index.m3u8`],
  ['index_no_auth_cookiecheck', `${LIVE}/index.m3u8?cookieCheck=1`],
  ['index_wrong', `${LIVE}/index.m3u8?cookieCheck=1`, { Authorization: 'Bearer who:wrong' }],
  ['no_slash', LIVE],
  ['no_stream', '/workshop-1/pit-2/index.m3u8?cookieCheck=1', JTI],
  ['unconfigured', '/nowhere/index.m3u8?cookieCheck=1', JTI],
  ['unknown_child', `${LIVE}/main_seg7.mp4`, JTI],
  [
    'preflight',
    `${LIVE}/index.m3u8`,
    { Origin: 'http://page.test', 'Access-Control-Request-Method': 'GET' },
    'OPTIONS',
  ],
];

/** Removes the picture format: the recorded clip had another one. */
const withoutPicture = (text: string) =>
  text
    .replace(/BANDWIDTH=\d+/g, 'BANDWIDTH=<n>')
    .replace(/CODECS="[^"]*",RESOLUTION=\d+x\d+(,FRAME-RATE=[\d.]+)?/, '<picture>');

const toComparable = ({ status, headers, body }: Partial<HttpAnswer>) =>
  normalize({ status, headers, body: typeof body === 'string' ? withoutPicture(body) : body });

describe.each(serverLaunchers())('HLS of $name', (launcher) => {
  const hook = new HookStub();
  let server: ServerUnderTest;
  let publisher: SamplePublisher;
  const get = (path: string, headers?: Record<string, string>, method = 'GET') =>
    send(server.ports.hls, path, { method, ...(headers && { headers }) });

  beforeAll(async () => {
    server = await launcher.start(await hook.start());
    publisher = await publish(server, 'workshop-1/pit-1');
    await untilPath(server, 'workshop-1/pit-1', ({ ready }) => ready);
    await get(`${LIVE}/index.m3u8?cookieCheck=1`, JTI);
  });
  afterAll(async () => {
    await publisher.stop();
    await server.stop();
    await hook.stop();
  });

  /** Requests index, media playlist, init and last segment; the children get headers, cookies or neither. */
  async function requestAll(
    first: string,
    headers: { index: Record<string, string>; children: Record<string, string> },
    cookies: boolean,
  ) {
    const steps: { answer: HttpAnswer; hookCalls: number; path: string }[] = [];
    const jar: string[] = [];
    const step = async (path: string, given: Record<string, string>) => {
      const before = hook.calls.length;
      const cookie: Record<string, string> = cookies && jar.length > 0 ? { Cookie: jar.join('; ') } : {};
      const answer = await get(path, { ...given, ...cookie });
      jar.push(...[answer.headers['set-cookie'] ?? []].flat().map((each) => each.split(';')[0]!));
      steps.push({ answer, hookCalls: hook.calls.length - before, path });
      return answer;
    };
    const redirect = await step(first, headers.index);
    const index = await step(String(redirect.headers.location), headers.index);
    const child = /^[^#\s]\S*/m.exec(String(index.body))![0];
    const media = String((await step(`${LIVE}/${child}`, headers.children)).body);
    await step(`${LIVE}/${/URI="([^"]*)"/.exec(media)![1]}`, headers.children);
    await step(`${LIVE}/${media.trim().split('\n').at(-1)}`, headers.children);
    return steps;
  }

  it.each(REQUESTS)('answers %s as recorded', async (...request) => {
    const [key, path, headers, method] = request;
    const before = hook.calls.length;
    const seen = await get(path, headers, method);
    const expected = recorded<Partial<HttpAnswer> & { hookCalls: number }>('hls', key);
    expect(toComparable(seen)).toEqual(toComparable(expected));
    expect(hook.calls.length - before).toBe(expected.hookCalls);
  });

  it.each([
    ['walk_bearer_all_requests', '', JTI, JTI, false],
    ['walk_bearer_index_only', '', JTI, {}, false],
    ['walk_bearer_index_only_with_cookies', '', JTI, {}, true],
    ['walk_query_token', '?token=good-token', {}, {}, false],
  ] as const)(
    'serves a viewer from the index to the segments: %s',
    async (key, query, index, children, cookies) => {
      const seen = await requestAll(`${LIVE}/index.m3u8${query}`, { index, children }, cookies);
      const expected = recorded<Step[]>('hls', key).slice(0, seen.length);
      for (const [at, step] of expected.entries()) {
        const { answer, hookCalls, path } = seen[at]!;
        expect([at, answer.status, hookCalls]).toEqual([at, step.status, step.hookCalls]);
        const shape = (given: string) => (normalize(given) as string).replace(/seg\d+/, 'seg<n>');
        expect(shape(path)).toBe(shape(step.get));
        if (key === 'walk_bearer_all_requests') {
          expect(normalize(answer.headers)).toEqual(normalize(step.headers));
        }
      }
      const [, multivariant, media, init, segment] = seen.map(({ answer }) => answer);
      const lines = (text: unknown) =>
        withoutPicture(String(normalize(String(text))))
          .split('\n')
          .slice(0, 4);
      expect(lines(multivariant!.body)).toEqual(lines(expected[1]!.body));
      expect(String(media!.body)).toMatch(
        /^#EXTM3U\n#EXT-X-VERSION:10\n#EXT-X-TARGETDURATION:\d+\n#EXT-X-MEDIA-SEQUENCE:\d+\n#EXT-X-MAP:/,
      );
      expect((init!.body as Buffer).subarray(4, 8).toString()).toBe('ftyp');
      expect((segment!.body as Buffer).includes('moof')).toBe(true);
    },
  );

  it('sends the session’s id to the hook, and lists the session with this id', async () => {
    const { headers } = await get(`${LIVE}/index.m3u8?cookieCheck=1`, JTI);
    expect(headers['cache-control']).toBe('private, no-cache');
    const { body } = hook.calls.at(-1)!;
    const bodies = recorded<Record<string, unknown>>('hook', 'bodies');
    expect(normalize(body)).toEqual(normalize(bodies.hls_index_bearer_jti_jwt));
    const shown = await send(server.ports.api, `/v3/hlssessions/get/${String(body.id)}`);
    const { items } = recorded<{ body: { items: object[] } }>('hls', 'api_hlssessions').body;
    expect(normalize(shown.body)).toEqual(normalize(items[0]));
    const path = await untilPath(server, 'workshop-1/pit-1', ({ readers }) => readers.length > 0);
    expect(path.readers).toContainEqual({ type: 'hlsSession', id: body.id });
  });

  it('lists its muxer as recorded', async () => {
    const { body } = await send(server.ports.api, '/v3/hlsmuxers/list');
    expect(normalize(body)).toEqual(normalize(recorded('hls', 'api_hlsmuxers')));
  });

  it('denies the children of a kicked session', async () => {
    const { body } = await get(`${LIVE}/index.m3u8?cookieCheck=1`, JTI);
    const child = /^video1_stream\S*/m.exec(String(body))![0];
    expect((await get(`${LIVE}/${child}`)).status).toBe(200);
    const kick = recorded<{ kicks: number[]; child_after: { status: number; body: string } }>('hls', 'kick');
    for (const id of await listedIds(server, 'hlssessions')) {
      const { status } = await send(server.ports.api, `/v3/hlssessions/kick/${id}`, { method: 'POST' });
      expect(status).toBe(kick.kicks[0]);
    }
    const after = await get(`${LIVE}/${child}`);
    expect({ status: after.status, body: JSON.stringify(after.body) }).toEqual({
      status: kick.child_after.status,
      body: kick.child_after.body,
    });
  });

  it('serves no unknown file within a session', async () => {
    const { body } = await get(`${LIVE}/index.m3u8?cookieCheck=1`, JTI);
    const session = /session=\S*/.exec(String(body))![0];
    const { status, body: text } = await get(`${LIVE}/nope_seg9.mp4?${session}`);
    expect({ status, text }).toEqual({ status: 404, text: '404 page not found' });
  });

  it('ends with the publisher: 401 for children, 404 for the index', async () => {
    const { body } = await get(`${LIVE}/index.m3u8?cookieCheck=1`, JTI);
    const child = /^video1_stream\S*/m.exec(String(body))![0];
    await publisher.stop();
    await untilPath(server, 'workshop-1/pit-1', ({ ready }) => !ready);
    const gone = recorded<{ child: HttpAnswer; index: HttpAnswer }>('hls', 'publisher_gone');
    const after = await get(`${LIVE}/${child}`);
    expect({ status: after.status, body: after.body }).toEqual({
      status: gone.child.status,
      body: gone.child.body,
    });
    const index = await get(`${LIVE}/index.m3u8?cookieCheck=1`, JTI);
    expect({ status: index.status, body: index.body }).toEqual({
      status: gone.index.status,
      body: gone.index.body,
    });
  });
});

describe.each(serverLaunchers())('low-latency HLS of $name', (launcher) => {
  const hook = new HookStub();
  let server: ServerUnderTest;
  let publisher: SamplePublisher;
  let slow: SamplePublisher;

  beforeAll(async () => {
    server = await launcher.start(await hook.start(), { global: 'hlsAlwaysRemux: yes' });
    await send(server.ports.api, '/v3/config/global/patch', {
      method: 'PATCH',
      body: '{"hlsVariant":"lowLatency"}',
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    publisher = await publish(server, 'workshop-1/pit-1');
    slow = await publish(server, 'workshop-1/pit-2', 'key-2s');
  });
  afterAll(async () => {
    await Promise.all([publisher.stop(), slow.stop()]);
    await server.stop();
    await hook.stop();
  });

  /** What `apps/frontend/src/app/player/preroll` does. */
  it('returns the pictures since the newest key frame immediately, and each new part, with one hook request', async () => {
    const path = '/workshop-1/pit-2';
    const get = (name: string, headers = {}) => send(server.ports.hls, `${path}/${name}`, { headers });
    await untilMuxed(server, 'workshop-1/pit-2');
    const before = hook.calls.length;
    const index = await get('index.m3u8?cookieCheck=1', { ...JTI, Origin: 'http://page.test' });
    expect(index.status).toBe(200);
    expect(index.headers['access-control-allow-origin']).toBe('*');
    expect(String(index.body)).toMatch(/CODECS="avc1\.42[0-9a-f]{4}"/);
    const list = String((await get(/^video1_stream\S*/m.exec(String(index.body))![0])).body);
    const parts = [...list.matchAll(/^#EXT-X-PART:.*URI="([^"]*)"(,INDEPENDENT=YES)?/gm)];
    const newest = parts.findLastIndex(([, , independent]) => independent);
    const since = parts.slice(newest).map(([, uri]) => uri!);
    const [init, ...bodies] = await Promise.all(
      [/#EXT-X-MAP:URI="([^"]*)"/.exec(list)![1]!, ...since].map(
        async (uri) => (await get(uri)).body as Buffer,
      ),
    );
    expect(init!.subarray(4, 8).toString()).toBe('ftyp');
    const hint = /#EXT-X-PRELOAD-HINT:TYPE=PART,URI="([^"]*)"/.exec(list)![1]!;
    const [next, afterNext] = [hint, hint.replace(/_part(\d+)/, (_, number) => `_part${Number(number) + 1}`)];
    for (const uri of [next, afterNext]) bodies.push((await get(uri)).body as Buffer);
    // Each part starts 0.2 s after the previous one, in 1/90000 s.
    const times = bodies.map(decodeTimeOf);
    expect(times.slice(1).map((time, at) => time - times[at]!)).toEqual(times.slice(1).map(() => 18_000));
    expect(hook.calls.length - before).toBe(1);
  });

  it('allows the token header in a CORS preflight', async () => {
    const response = await send(server.ports.hls, `${LIVE}/index.m3u8?cookieCheck=1`, {
      method: 'OPTIONS',
      headers: {
        Origin: 'http://page.test',
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'authorization',
      },
    });
    expect(response.status).toBe(204);
    expect(String(response.headers['access-control-allow-headers'])).toMatch(/authorization/i);
    expect(response.headers['access-control-allow-origin']).toBe('*');
  });

  it('lists parts, delays the next one until it is complete, and returns delta updates', async () => {
    const get = (path: string) => send(server.ports.hls, `${LIVE}/${path}`, { headers: JTI });
    const index = String((await get('index.m3u8?cookieCheck=1')).body);
    const session = /session=\S*/.exec(index)![0];
    const text = String((await get(`video1_stream.m3u8?${session}`)).body);
    expect(text).toMatch(
      /#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=0.50000,CAN-SKIP-UNTIL=6.00000\n#EXT-X-PART-INF:PART-TARGET=0.20000/,
    );
    expect(text).toMatch(
      /#EXT-X-PART:DURATION=0.20000,URI="[0-9a-f]{12}_video1_part\d+\.mp4\?session=[^"]*",INDEPENDENT=YES/,
    );
    const hint = /#EXT-X-PRELOAD-HINT:TYPE=PART,URI="([^"]*)"/.exec(text)![1]!;
    const numbers = [...text.matchAll(/_seg(\d+)\.mp4/g)].map(([, number]) => Number(number));
    const next = Math.max(...numbers) + 1;
    const answered: string[] = [];
    const named = async (name: string, answer: Promise<HttpAnswer>) => {
      await answer;
      answered.push(name);
      return answer;
    };
    const upcoming = named('part', get(hint));
    const later = named('segment after next', get(`video1_stream.m3u8?${session}&_HLS_msn=${next + 1}`));
    const part = await upcoming;
    expect(part.status).toBe(200);
    expect((part.body as Buffer).includes('moof')).toBe(true);
    const held = await get(`video1_stream.m3u8?${session}&_HLS_msn=${next}`);
    // The segment has a date once it is complete, which may be the case by now.
    expect(String(held.body)).toMatch(
      new RegExp(`_seg${next - 1}\\.mp4\\S*\n(#EXT-X-PROGRAM-DATE-TIME:.*\n)?#EXT-X-PART:.*\n`),
    );
    await later;
    expect(answered).toEqual(['part', 'segment after next']);
    expect((await get(`video1_stream.m3u8?${session}&_HLS_msn=${next + 50}`)).status).toBe(400);
    const skipping = String((await get(`video1_stream.m3u8?${session}&_HLS_skip=YES`)).body);
    expect(skipping).toMatch(/#EXT-X-SKIP:SKIPPED-SEGMENTS=\d+/);
  });
});

/** Waits until a muxer runs without a viewer and contains a complete group of pictures. */
async function untilMuxed(server: ServerUnderTest, path: string): Promise<void> {
  await waitFor(async () => {
    const { body } = await send(server.ports.api, '/v3/hlsmuxers/list');
    return (body as { items: { path: string }[] }).items.some((item) => item.path === path);
  }, `a muxer of ${path}`);
  await wait(2500);
}

/** The decode time of a part's first picture (ISO/IEC 14496-12 §8.8.12). */
function decodeTimeOf(part: Buffer): number {
  const at = part.indexOf('tfdt') + 4;
  return part[at] === 1 ? Number(part.readBigUInt64BE(at + 4)) : part.readUInt32BE(at + 4);
}
