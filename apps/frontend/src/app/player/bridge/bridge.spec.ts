import { MediaSourceStandIn } from '../testing/media-source-stand-in';
import { Bridge } from './bridge';

const INDEX = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS="avc1.42c01f"\nvideo1_stream.m3u8?session=s\n';
const part = (number: number, more = '') =>
  `#EXT-X-PART:DURATION=1,URI="a_part${number}.mp4?session=s"${more}\n`;
const MEDIA =
  `#EXTM3U\n#EXT-X-MAP:URI="a_init.mp4?session=s"\n${part(0, ',INDEPENDENT=YES')}${part(1)}` +
  `${part(2, ',INDEPENDENT=YES')}${part(3)}#EXT-X-PRELOAD-HINT:TYPE=PART,URI="a_part4.mp4?session=s"\n`;

describe('Bridge', () => {
  const asked: { path: string; headers: unknown; credentials: unknown }[] = [];
  let answers: Record<string, string | number | Promise<never>>;
  let bridge: Bridge;
  const begin = () =>
    (bridge = new Bridge({ url: 'http://media:8888/w/p/index.m3u8', authorization: 'Bearer a:b' }));
  const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
  const appended = () => MediaSourceStandIn.made.at(-1)?.buffers.at(-1)?.appended;

  beforeEach(() => {
    MediaSourceStandIn.install();
    asked.length = 0;
    const never = new Promise<never>(() => undefined);
    answers = { 'index.m3u8': INDEX, 'video1_stream.m3u8': MEDIA, 'a_part6.mp4': never };
    globalThis.fetch = jest.fn(async (url: string, { headers, credentials, signal }: RequestInit) => {
      const { pathname, search } = new URL(url);
      const name = pathname.split('/').at(-1) ?? '';
      asked.push({ path: `${name}${search}`, headers, credentials });
      const answer = await Promise.race([
        answers[name] ?? /part(\d+)/.exec(name)?.[1] ?? '',
        new Promise<never>((_, reject) =>
          signal?.addEventListener('abort', () => reject(new Error('aborted'))),
        ),
      ]);
      const ok = typeof answer !== 'number';
      const bytes = new Uint8Array([Number(answer) || 0]).buffer;
      return { ok, status: ok ? 200 : answer, url, text: async () => answer, arrayBuffer: async () => bytes };
    }) as unknown as typeof fetch;
  });
  afterEach(() => bridge.close());

  it('appends what came since the newest key frame, then each part as it comes', async () => {
    begin();
    await settled();
    expect(appended()).toEqual([0, 2, 3, 4, 5]);
  });

  it('tells when all that is there was asked for, before any of it has come', async () => {
    const never = new Promise<never>(() => undefined);
    for (const name of ['a_init.mp4', 'a_part2.mp4', 'a_part3.mp4']) answers[name] = never;
    begin();
    await bridge.asked;
    expect(asked.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['a_init.mp4?session=s', 'a_part3.mp4?session=s']),
    );
  });

  it('begins near the end of what was there, muted', async () => {
    answers['a_part4.mp4'] = new Promise<never>(() => undefined);
    begin();
    await settled();
    expect(bridge.video.currentTime).toBeCloseTo(1.7);
    expect(bridge.video.muted).toBe(true);
  });

  it('shows the token to the index alone, and to nobody a cookie', async () => {
    begin();
    await settled();
    expect(asked[0]).toEqual({
      path: 'index.m3u8?cookieCheck=1',
      headers: { authorization: 'Bearer a:b' },
      credentials: 'omit',
    });
    for (const { path, headers, credentials } of asked.slice(1)) {
      expect(path).toContain('session=s');
      expect({ headers, credentials }).toEqual({ headers: {}, credentials: 'omit' });
    }
  });

  it.each<[string, () => void, string]>([
    ['the token is refused', () => (answers['index.m3u8'] = 401), 'HLS answered 401.'],
    ['there is no stream', () => (answers['index.m3u8'] = 404), 'HLS answered 404.'],
    ['HLS has no low latency', () => (answers['video1_stream.m3u8'] = '#EXTM3U\n'), 'HLS has no parts.'],
    ['a stored part is gone', () => (answers['a_part3.mp4'] = 404), 'HLS answered 404.'],
    ['the session ends', () => (answers['a_part6.mp4'] = 401), 'HLS answered 401.'],
    [
      'the browser does not play the codec',
      () => (answers['index.m3u8'] = INDEX.replace('avc1.42c01f', 'hvc1.1.6.L93.B0')),
      'The browser does not play this codec.',
    ],
  ])('says that it ended when %s', async (_, happen, why) => {
    happen();
    begin();
    expect((await bridge.ended).message).toBe(why);
  });

  it('asks for nothing more and tells nothing once it was closed', async () => {
    begin();
    await settled();
    expect(Bridge.atWork).toBe(1);
    const told = jest.fn();
    void bridge.ended.then(told);
    const before = asked.length;
    bridge.close();
    await settled();
    expect(asked).toHaveLength(before);
    expect(told).not.toHaveBeenCalled();
    expect(bridge.isOver).toBe(true);
    expect(Bridge.atWork).toBe(0);
  });

  it('leaves its last picture on the page for a moment, and then nothing', async () => {
    document.body.append(begin().video);
    await settled();
    jest.useFakeTimers();
    bridge.close();
    expect(bridge.video.isConnected).toBe(true);
    jest.advanceTimersByTime(300);
    expect(bridge.video.isConnected).toBe(false);
    jest.useRealTimers();
  });
});
