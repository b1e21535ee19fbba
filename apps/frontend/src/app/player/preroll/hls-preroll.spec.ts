import { FakeMediaSource } from '../testing/fake-media-source';
import { HlsPreroll } from './hls-preroll';

const INDEX = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS="avc1.42c01f"\nvideo1_stream.m3u8?session=s\n';
const part = (number: number, more = '') =>
  `#EXT-X-PART:DURATION=1,URI="a_part${number}.mp4?session=s"${more}\n`;
const MEDIA =
  `#EXTM3U\n#EXT-X-MAP:URI="a_init.mp4?session=s"\n${part(0, ',INDEPENDENT=YES')}${part(1)}` +
  `${part(2, ',INDEPENDENT=YES')}${part(3)}#EXT-X-PRELOAD-HINT:TYPE=PART,URI="a_part4.mp4?session=s"\n`;

describe('HlsPreroll', () => {
  const requests: { path: string; headers: unknown; credentials: unknown }[] = [];
  let responses: Record<string, string | number | Promise<never>>;
  let preroll: HlsPreroll;
  const start = () =>
    (preroll = new HlsPreroll({ url: 'http://media:8888/w/p/index.m3u8', authorization: 'Bearer a:b' }));
  const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
  const appended = () => FakeMediaSource.instances.at(-1)?.buffers.at(-1)?.appended;

  beforeEach(() => {
    FakeMediaSource.install();
    requests.length = 0;
    const never = new Promise<never>(() => undefined);
    responses = { 'index.m3u8': INDEX, 'video1_stream.m3u8': MEDIA, 'a_part6.mp4': never };
    globalThis.fetch = jest.fn(async (url: string, { headers, credentials, signal }: RequestInit) => {
      const { pathname, search } = new URL(url);
      const name = pathname.split('/').at(-1) ?? '';
      requests.push({ path: `${name}${search}`, headers, credentials });
      const answer = await Promise.race([
        responses[name] ?? /part(\d+)/.exec(name)?.[1] ?? '',
        new Promise<never>((_, reject) =>
          signal?.addEventListener('abort', () => reject(new Error('aborted'))),
        ),
      ]);
      const ok = typeof answer !== 'number';
      const bytes = new Uint8Array([Number(answer) || 0]).buffer;
      return { ok, status: ok ? 200 : answer, url, text: async () => answer, arrayBuffer: async () => bytes };
    }) as unknown as typeof fetch;
  });
  afterEach(() => preroll.close());

  it('appends the parts from the newest key frame, then each new part', async () => {
    start();
    await settle();
    expect(appended()).toEqual([0, 2, 3, 4, 5]);
  });

  it('resolves `requested` once all available parts are requested, before any response', async () => {
    const never = new Promise<never>(() => undefined);
    for (const name of ['a_init.mp4', 'a_part2.mp4', 'a_part3.mp4']) responses[name] = never;
    start();
    await preroll.requested;
    expect(requests.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['a_init.mp4?session=s', 'a_part3.mp4?session=s']),
    );
  });

  it('starts muted near the end of the buffer', async () => {
    responses['a_part4.mp4'] = new Promise<never>(() => undefined);
    start();
    await settle();
    expect(preroll.video.currentTime).toBeCloseTo(1.7);
    expect(preroll.video.muted).toBe(true);
  });

  it('sends the token with the first request only, and never cookies', async () => {
    start();
    await settle();
    expect(requests[0]).toEqual({
      path: 'index.m3u8?cookieCheck=1',
      headers: { authorization: 'Bearer a:b' },
      credentials: 'omit',
    });
    for (const { path, headers, credentials } of requests.slice(1)) {
      expect(path).toContain('session=s');
      expect({ headers, credentials }).toEqual({ headers: {}, credentials: 'omit' });
    }
  });

  it.each<[string, () => void, string]>([
    ['the token is rejected', () => (responses['index.m3u8'] = 401), 'The HLS server returned 401.'],
    ['the stream does not exist', () => (responses['index.m3u8'] = 404), 'The HLS server returned 404.'],
    [
      'the stream is not low-latency HLS',
      () => (responses['video1_stream.m3u8'] = '#EXTM3U\n'),
      'The playlist has no parts.',
    ],
    ['a stored part is missing', () => (responses['a_part3.mp4'] = 404), 'The HLS server returned 404.'],
    ['the session ends', () => (responses['a_part6.mp4'] = 401), 'The HLS server returned 401.'],
    [
      'the browser does not support the codec',
      () => (responses['index.m3u8'] = INDEX.replace('avc1.42c01f', 'hvc1.1.6.L93.B0')),
      'The browser does not support this codec.',
    ],
  ])('ends when %s', async (_, arrange, reason) => {
    arrange();
    start();
    expect((await preroll.ended).message).toBe(reason);
  });

  it('sends no request and reports no end after close', async () => {
    start();
    await settle();
    expect(HlsPreroll.activeCount).toBe(1);
    const onEnded = jest.fn();
    void preroll.ended.then(onEnded);
    const before = requests.length;
    preroll.close();
    await settle();
    expect(requests).toHaveLength(before);
    expect(onEnded).not.toHaveBeenCalled();
    expect(preroll.isClosed).toBe(true);
    expect(HlsPreroll.activeCount).toBe(0);
  });

  it('keeps its last frame on the page briefly, then removes the element', async () => {
    document.body.append(start().video);
    await settle();
    jest.useFakeTimers();
    preroll.close();
    expect(preroll.video.isConnected).toBe(true);
    jest.advanceTimersByTime(300);
    expect(preroll.video.isConnected).toBe(false);
    jest.useRealTimers();
  });
});
