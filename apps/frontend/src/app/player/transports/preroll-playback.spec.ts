import type { StreamTokenResponse } from '@ppf/contracts';
import { HlsPreroll } from '../preroll/hls-preroll';
import { PrerollPlayback } from './preroll-playback';

const made: { address: unknown; end: (why: Error) => void; close: jest.Mock; video: HTMLVideoElement }[] = [];
jest.mock('../preroll/hls-preroll', () => ({
  HlsPreroll: class {
    video = document.createElement('video');
    close = jest.fn();
    ended: Promise<Error>;
    constructor(address: unknown) {
      let end!: (why: Error) => void;
      this.ended = new Promise((resolve) => (end = resolve));
      made.push({ address, end, close: this.close, video: this.video });
    }
  },
}));

const TOKEN = { hls_url: 'http://media/index.m3u8', authorization: 'Bearer a:b' } as StreamTokenResponse;

describe('PrerollPlayback', () => {
  const listener = { onPhase: jest.fn(), onFrame: jest.fn(), onFailure: jest.fn(), onEnded: jest.fn() };
  const place = document.createElement('div');
  let playback: PrerollPlayback;

  beforeEach(() => {
    jest.resetAllMocks();
    made.length = 0;
    place.replaceChildren();
  });
  afterEach(() => playback.close());

  it('opens HLS with its token and inserts the video into its container', async () => {
    playback = new PrerollPlayback(place, async () => TOKEN, listener);
    await Promise.resolve();
    await Promise.resolve();
    expect(made[0]?.address).toEqual({ url: TOKEN.hls_url, authorization: TOKEN.authorization });
    expect(place.querySelector('video')).toBe(made[0]?.video);
  });

  it('continues an early preroll without a token', () => {
    const begun = new HlsPreroll({ url: 'http://media/index.m3u8', authorization: '' });
    playback = new PrerollPlayback(place, () => Promise.reject(new Error()), listener, begun);
    expect(place.querySelector('video')).toBe(begun.video);
    expect(made).toHaveLength(1);
  });

  it('reports its end, but not after close', async () => {
    const begun = () => new HlsPreroll({ url: 'http://media/index.m3u8', authorization: '' });
    playback = new PrerollPlayback(place, async () => TOKEN, listener, begun());
    made[0]?.end(new Error('HLS answered 404.'));
    await Promise.resolve();
    expect(listener.onFailure).toHaveBeenCalledTimes(1);
    playback = new PrerollPlayback(place, async () => TOKEN, listener, begun());
    playback.close();
    made[1]?.end(new Error('aborted'));
    await Promise.resolve();
    expect(listener.onFailure).toHaveBeenCalledTimes(1);
    expect(made[1]?.close).toHaveBeenCalled();
  });

  it('opens nothing if it is closed before the token arrives', async () => {
    playback = new PrerollPlayback(place, async () => TOKEN, listener);
    playback.close();
    await Promise.resolve();
    await Promise.resolve();
    expect(made).toHaveLength(0);
  });
});
