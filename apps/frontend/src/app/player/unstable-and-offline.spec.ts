import { UNHEARD_STREAM } from '@ppf/contracts';
import { decidePlayback } from './state/decide-playback';
import { playerView } from './state/player-view';
import { playerText } from './text/player-text';
import {
  initialPlayerState,
  onFailure,
  onFrame,
  onPhase,
  onStreamStatus,
  onTryNow,
  onVisibility,
  type PlayerState,
} from './state/player-state';
import type { PlaybackFailure } from './state/playback-failure';
import type { Transport } from './state/transport-attempt';

const MIDDLE = 0.5;
const watched = onVisibility(initialPlayerState(0), true, 0);
const begun = onPhase(watched, 'webrtc', 'opening', 0);
const connected = onPhase(onPhase(begun, 'webrtc', 'answered', 50), 'webrtc', 'connected', 100);
const live = onFrame(connected, 'webrtc', 200);
const fail = (s: PlayerState, failure: PlaybackFailure, now: number, transport: Transport = 'webrtc') =>
  onFailure(s, transport, failure, now, MIDDLE);

/** One picture that lives for so long, from `at` on; the attempt ends with `why`. */
const pictureOf = (
  s: PlayerState,
  at: number,
  livedMs: number,
  why: PlaybackFailure,
  transport: Transport = 'webrtc',
) => {
  const opened = onPhase(onPhase(s, transport, 'opening', at), transport, 'connected', at + 50);
  const lived = onFrame(onFrame(opened, transport, at + 100), transport, at + 100 + livedMs);
  return fail(lived, why, at + 100 + livedMs, transport);
};
/** Lives one after the other, each begun when its attempt is due. */
const lives = (livedMs: readonly number[], why: PlaybackFailure = 'ended', s: PlayerState = begun) =>
  livedMs.reduce(
    (now, lived) => pictureOf(now, Math.max(now.webrtc.retryAt, now.webrtc.since), lived, why),
    s,
  );

describe('pictures that end soon after their first frame', () => {
  it.each<[string, readonly number[], PlaybackFailure, PlaybackFailure]>([
    ['one is an end like any other', [1_500], 'ended', 'ended'],
    ['two may be a camera that starts', [1_000, 2_000], 'ended', 'ended'],
    ['three of one to two seconds are unstable', [1_500, 1_000, 2_000], 'ended', 'unstable'],
    ['three of nearly five seconds too', [4_900, 4_900, 4_900], 'ended', 'unstable'],
    ['so are lost connections', [2_000, 2_000, 2_000], 'connection-lost', 'unstable'],
    ['so are pictures that freeze after a second', [1_000, 1_000, 1_000], 'frozen', 'unstable'],
    ['a stable picture between them begins the count anew', [1_000, 1_000, 5_000, 1_000], 'ended', 'ended'],
    [
      'a long one does not become unstable by two short ones before',
      [1_000, 1_000, 60_000],
      'ended',
      'ended',
    ],
    ['twice within half a second are B-frames, as before', [300, 300], 'ended', 'ended-early'],
    ['a camera that left is gone, not unstable', [1_000, 1_000, 1_000], 'no-stream', 'no-stream'],
  ])('%s', (_, livedMs, why, expected) => {
    expect(lives(livedMs, why).webrtc.failure).toBe(expected);
  });

  it('count on over attempts that had no frame', () => {
    const twice = fail(lives([1_000, 1_000]), 'server-unreachable', 9_000);
    expect(pictureOf(twice, 10_000, 1_000, 'ended').webrtc.failure).toBe('unstable');
  });

  it.each([
    [3, 10_000],
    [4, 30_000],
    [5, 60_000],
    [7, 300_000],
    [20, 300_000],
  ])('are left alone for longer each time: after %s for %s ms', (count, wait) => {
    const { retryAt, since } = lives(Array.from({ length: count }, () => 1_500)).webrtc;
    expect(retryAt - since).toBe(wait);
  });

  it('open at most six WebRTC sessions in half a minute', () => {
    let s = begun;
    let opened = 0;
    for (let now = 0; now < 30_000; now = Math.max(s.webrtc.since, s.webrtc.retryAt)) {
      s = pictureOf(s, now, 1_500, 'ended');
      opened += 1;
    }
    expect(opened).toBeLessThanOrEqual(6);
  });

  it('turn the player to HLS, and say what to do where that ends too', () => {
    const webrtc = lives([1_500, 1_500, 1_500]);
    const now = webrtc.webrtc.since;
    expect(decidePlayback(webrtc, now)).toEqual({ step: 'open', transport: 'hls' });
    const both = [0, 1, 2].reduce((s, at) => pictureOf(s, now + at * 2_000, 1_500, 'ended', 'hls'), webrtc);
    expect(both.hls.failure).toBe('unstable');
    const view = playerView(both, both.hls.since);
    expect(view).toMatchObject({ state: 'reconnecting', failure: 'unstable' });
    expect(playerText(view, UNHEARD_STREAM, both.hls.since)).toMatchObject({
      sentence: expect.stringMatching(/again and again.*Check the camera’s network cable/) as string,
      action: { does: 'try-now' },
    });
  });

  it('leave HLS for WebRTC only once that has lasted', () => {
    const hls = onFrame(onPhase(lives([1_500, 1_500, 1_500]), 'hls', 'opening', 6_000), 'hls', 7_000);
    const due = hls.webrtc.retryAt;
    const tried = onFrame(onPhase(hls, 'webrtc', 'opening', due), 'webrtc', due + 100);
    const playing = (at: number) => onFrame(onFrame(tried, 'webrtc', at), 'hls', at);
    expect(decidePlayback(playing(due + 4_000), due + 4_000)).toBeNull();
    expect(decidePlayback(playing(due + 5_200), due + 5_200)).toEqual({ step: 'close', transport: 'hls' });
  });

  it('are forgotten when somebody asks for another try', () => {
    expect(onTryNow(lives([1_500, 1_500, 1_500])).webrtc).toMatchObject({ shortPlaybacks: 0, retryAt: 0 });
  });
});

describe('a camera that the API reports offline', () => {
  const offline = (s: PlayerState) => onStreamStatus(s, 'offline');

  it.each<[string, PlayerState, ReturnType<typeof decidePlayback>]>([
    ['is not asked by WHEP at all', offline(watched), null],
    ['is not asked by HLS either', offline({ ...watched, canPlay: { webrtc: false, hls: true } }), null],
    ['is not asked again when a poll is due', offline(fail(begun, 'no-stream', 100)), null],
    ['is left while an attempt has no picture', offline(connected), { step: 'close', transport: 'webrtc' }],
    ['keeps a picture that plays all the same', offline(live), null],
    [
      'is asked at once when it is live',
      onStreamStatus(offline(watched), 'live'),
      { step: 'open', transport: 'webrtc' },
    ],
    [
      'is asked when nothing is reported any more',
      onStreamStatus(offline(watched), 'unknown'),
      { step: 'open', transport: 'webrtc' },
    ],
    [
      'is asked while it connects: one on demand starts by that',
      onStreamStatus(watched, 'connecting'),
      { step: 'open', transport: 'webrtc' },
    ],
  ])('%s', (_, playerState, expected) => {
    expect(
      decidePlayback(
        playerState,
        60_000 > playerState.since && playerState.lastFrameAt !== null ? 300 : 60_000,
      ),
    ).toEqual(expected);
  });

  it('is waited for', () => {
    expect(playerView(offline(watched), 50).state).toBe('waiting');
    expect(playerView(offline(live), 300).state).toBe('live');
  });

  it('is polled seldom while its status is reported as connecting, since the event comes first', () => {
    const connecting = onStreamStatus(begun, 'connecting');
    expect(fail(connecting, 'no-stream', 100).webrtc.retryAt).toBe(5_100);
    expect(fail(begun, 'no-stream', 100).webrtc.retryAt).toBe(1_100);
  });
});
