/** @jest-environment node */
import { UNKNOWN_STREAM } from '@ppf/contracts';
import { decidePlayback } from './state/decide-playback';
import { playerView } from './state/player-view';
import { playerText } from './texts/player-text';
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

/** One playback of `playedMs` from `at`, which ends with `failure`. */
const playOnce = (
  s: PlayerState,
  at: number,
  playedMs: number,
  why: PlaybackFailure,
  transport: Transport = 'webrtc',
) => {
  const opened = onPhase(onPhase(s, transport, 'opening', at), transport, 'connected', at + 50);
  const lived = onFrame(onFrame(opened, transport, at + 100), transport, at + 100 + playedMs);
  return fail(lived, why, at + 100 + playedMs, transport);
};
/** Consecutive playbacks, each started when its attempt is due. */
const playAll = (playedMs: readonly number[], why: PlaybackFailure = 'ended', s: PlayerState = begun) =>
  playedMs.reduce(
    (now, lived) => playOnce(now, Math.max(now.webrtc.retryAt, now.webrtc.since), lived, why),
    s,
  );

describe('short playbacks', () => {
  it.each<[string, readonly number[], PlaybackFailure, PlaybackFailure]>([
    ['one is an ordinary end', [1_500], 'ended', 'ended'],
    ['two can be a starting camera', [1_000, 2_000], 'ended', 'ended'],
    ['three of one to two seconds are unstable', [1_500, 1_000, 2_000], 'ended', 'unstable'],
    ['three of nearly five seconds are unstable', [4_900, 4_900, 4_900], 'ended', 'unstable'],
    ['three lost connections are unstable', [2_000, 2_000, 2_000], 'connection-lost', 'unstable'],
    ['three freezes after a second are unstable', [1_000, 1_000, 1_000], 'frozen', 'unstable'],
    ['stable playback between them resets the count', [1_000, 1_000, 5_000, 1_000], 'ended', 'ended'],
    ['a long one after two short ones is an ordinary end', [1_000, 1_000, 60_000], 'ended', 'ended'],
    ['two ends within half a second are B-frames', [300, 300], 'ended', 'ended-early'],
    ['a missing publisher is not unstable', [1_000, 1_000, 1_000], 'no-stream', 'no-stream'],
  ])('%s', (_, playedMs, why, expected) => {
    expect(playAll(playedMs, why).webrtc.failure).toBe(expected);
  });

  it('are counted across attempts without a frame', () => {
    const twice = fail(playAll([1_000, 1_000]), 'server-unreachable', 9_000);
    expect(playOnce(twice, 10_000, 1_000, 'ended').webrtc.failure).toBe('unstable');
  });

  it.each([
    [3, 10_000],
    [4, 30_000],
    [5, 60_000],
    [7, 300_000],
    [20, 300_000],
  ])('increase the backoff: after %s, %s ms', (count, wait) => {
    const { retryAt, since } = playAll(Array.from({ length: count }, () => 1_500)).webrtc;
    expect(retryAt - since).toBe(wait);
  });

  it('open at most six WebRTC sessions in 30 s', () => {
    let s = begun;
    let opened = 0;
    for (let now = 0; now < 30_000; now = Math.max(s.webrtc.since, s.webrtc.retryAt)) {
      s = playOnce(s, now, 1_500, 'ended');
      opened += 1;
    }
    expect(opened).toBeLessThanOrEqual(6);
  });

  it('switch to HLS, and show advice if HLS is unstable too', () => {
    const webrtc = playAll([1_500, 1_500, 1_500]);
    const now = webrtc.webrtc.since;
    expect(decidePlayback(webrtc, now)).toEqual({ step: 'open', transport: 'hls' });
    const both = [0, 1, 2].reduce((s, at) => playOnce(s, now + at * 2_000, 1_500, 'ended', 'hls'), webrtc);
    expect(both.hls.failure).toBe('unstable');
    const view = playerView(both, both.hls.since);
    expect(view).toMatchObject({ state: 'reconnecting', failure: 'unstable' });
    expect(playerText(view, UNKNOWN_STREAM, both.hls.since)).toMatchObject({
      sentence: expect.stringMatching(/stops again and again.*Check the camera’s network cable/) as string,
      action: { does: 'try-now' },
    });
  });

  it('keep HLS until WebRTC is stable', () => {
    const hls = onFrame(onPhase(playAll([1_500, 1_500, 1_500]), 'hls', 'opening', 6_000), 'hls', 7_000);
    const due = hls.webrtc.retryAt;
    const tried = onFrame(onPhase(hls, 'webrtc', 'opening', due), 'webrtc', due + 100);
    const playing = (at: number) => onFrame(onFrame(tried, 'webrtc', at), 'hls', at);
    expect(decidePlayback(playing(due + 4_000), due + 4_000)).toBeNull();
    expect(decidePlayback(playing(due + 5_200), due + 5_200)).toEqual({ step: 'close', transport: 'hls' });
  });

  it('are reset when the user tries again', () => {
    expect(onTryNow(playAll([1_500, 1_500, 1_500])).webrtc).toMatchObject({ shortPlaybacks: 0, retryAt: 0 });
  });
});

describe('a camera that the API reports as offline', () => {
  const offline = (s: PlayerState) => onStreamStatus(s, 'offline');

  it.each<[string, PlayerState, ReturnType<typeof decidePlayback>]>([
    ['causes no WHEP request', offline(watched), null],
    ['causes no HLS request', offline({ ...watched, canPlay: { webrtc: false, hls: true } }), null],
    ['is not polled', offline(fail(begun, 'no-stream', 100)), null],
    ['closes an attempt without a picture', offline(connected), { step: 'close', transport: 'webrtc' }],
    ['keeps a playing picture', offline(live), null],
    [
      'is requested immediately when it is live',
      onStreamStatus(offline(watched), 'live'),
      { step: 'open', transport: 'webrtc' },
    ],
    [
      'is requested when the status is unknown',
      onStreamStatus(offline(watched), 'unknown'),
      { step: 'open', transport: 'webrtc' },
    ],
    [
      'is requested while connecting, which starts an on-demand source',
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

  it('is shown as waiting', () => {
    expect(playerView(offline(watched), 50).state).toBe('waiting');
    expect(playerView(offline(live), 300).state).toBe('live');
  });

  it('is polled at the long interval while connecting', () => {
    const connecting = onStreamStatus(begun, 'connecting');
    expect(fail(connecting, 'no-stream', 100).webrtc.retryAt).toBe(5_100);
    expect(fail(begun, 'no-stream', 100).webrtc.retryAt).toBe(1_100);
  });
});
