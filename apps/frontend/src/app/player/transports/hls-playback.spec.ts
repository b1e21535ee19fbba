import type { StreamTokenResponse } from '@ppf/contracts';
import type { PlaybackListener } from './playback';
import { HlsPlayback } from './hls-playback';

// Like Safari on iPhones: native HLS, and no support for hls.js.
jest.mock('hls.js', () => ({ __esModule: true, default: { isSupported: () => false } }));

const token = (count: number, hls_session: boolean) =>
  ({
    ...{ token: `token-${count}`, expires_in: 60, hls_session },
    hls_url: 'http://media:8888/workshop-1/pit-1/index.m3u8',
  }) as StreamTokenResponse;

function play(hls_session: boolean) {
  const video = document.createElement('video');
  const sources: string[] = [];
  Object.defineProperty(video, 'src', { set: (value: string) => sources.push(new URL(value).search) });
  Object.assign(video, { canPlayType: () => 'maybe', play: () => Promise.resolve() });
  const before: (string | undefined)[] = [];
  const requestToken = (renewed?: StreamTokenResponse) =>
    Promise.resolve(token(before.push(renewed?.token), hls_session));
  const keepStill = jest.fn();
  const listener = { onFailure: jest.fn(), onFrame: jest.fn() } as unknown as PlaybackListener;
  const playback = new HlsPlayback(video, requestToken, listener, keepStill);
  return { playback, sources, before, keepStill, listener, video };
}

describe('HlsPlayback, native', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('restarts with a renewed token before expiry if every playlist is authenticated', async () => {
    const { playback, sources, before, keepStill } = play(false);
    await jest.advanceTimersByTimeAsync(44_000);
    expect(sources).toEqual(['?token=token-1']);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(sources).toEqual(['?token=token-1', '?token=token-2']);
    expect(keepStill).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(45_000);
    expect(sources).toEqual(['?token=token-1', '?token=token-2', '?token=token-3']);
    expect(before).toEqual([undefined, 'token-1', 'token-2']);
    playback.close();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(sources).toHaveLength(3);
  });

  it('does not restart if only the first request is authenticated', async () => {
    const { playback, sources } = play(true);
    await jest.advanceTimersByTimeAsync(120_000);
    expect(sources).toEqual(['?token=token-1']);
    playback.close();
  });
});
