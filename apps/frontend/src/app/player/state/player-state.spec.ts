/** @jest-environment node */
import { decidePlayback } from './decide-playback';
import type { PlaybackFailure } from './playback-failure';
import { type Transport, NOT_ATTEMPTED } from './transport-attempt';
import { playerView } from './player-view';
import {
  initialPlayerState,
  onCodec,
  onFailure,
  onFrame,
  onPrerollReady,
  onPhase,
  onStreamStatus,
  onTryNow,
  onVisibility,
  type PlayerState,
} from './player-state';

const MIDDLE = 0.5;
const begun = onPhase(onVisibility(initialPlayerState(0), true, 0), 'webrtc', 'opening', 0);
const connected = onPhase(onPhase(begun, 'webrtc', 'answered', 50), 'webrtc', 'connected', 100);
const live = onFrame(connected, 'webrtc', 200);
const fail = (s: PlayerState, failure: PlaybackFailure, now: number, transport: Transport = 'webrtc') =>
  onFailure(s, transport, failure, now, MIDDLE);

describe('playerView', () => {
  const lost = fail(live, 'ended', 20_000);
  const seenAt = onFrame(live, 'webrtc', 20_000);
  it.each<[string, PlayerState, number, string]>([
    ['connecting before any event', begun, 100, 'connecting'],
    ['connecting without a frame', connected, 5_000, 'connecting'],
    ['connecting while a token is replaced', fail(begun, 'refused', 100), 100, 'connecting'],
    ['connecting during the HLS fallback', fail(begun, 'no-connection', 10_000), 10_000, 'connecting'],
    ['live while frames advance', seenAt, 21_900, 'live'],
    ['stalled 2 s after the last frame', seenAt, 22_000, 'stalled'],
    ['stalled while a frozen stream is reopened', fail(seenAt, 'frozen', 23_000), 23_000, 'stalled'],
    [
      'reconnecting after the server ended the session',
      fail(seenAt, 'ended', 22_000),
      22_000,
      'reconnecting',
    ],
    ['waiting while the camera is paused', fail(lost, 'camera-paused', 20_050), 20_050, 'waiting'],
    ['waiting without a publisher', fail(lost, 'no-stream', 20_050), 20_050, 'waiting'],
    [
      'reconnecting while the media server is unreachable',
      fail(lost, 'server-unreachable', 23_000),
      23_000,
      'reconnecting',
    ],
    [
      'reconnecting while the API is unreachable from the start',
      fail(begun, 'api-unreachable', 50),
      50,
      'reconnecting',
    ],
    ['denied after a refusal of the API', fail(begun, 'forbidden', 50), 50, 'denied'],
    [
      'denied after a second rejected token',
      fail(onPhase(fail(begun, 'refused', 50), 'webrtc', 'opening', 50), 'refused', 90),
      90,
      'denied',
    ],
    [
      'unsupported if no transport can play the codec',
      onCodec(begun, 'M-JPEG', { webrtc: false, hls: false }),
      50,
      'unsupported',
    ],
    ['connecting while hidden', onVisibility(live, false, 30_000), 30_000, 'connecting'],
  ])('is %s', (_, playerState, now, state) => {
    expect(playerView(playerState, now).state).toBe(state);
  });

  it('is not live after its transport was closed', () => {
    expect(playerView(fail(live, 'ended', 201), 201)).toMatchObject({
      state: 'reconnecting',
      transport: 'none',
    });
  });

  it('measures a freeze from the last frame', () => {
    expect(playerView(seenAt, 24_000)).toMatchObject({ since: 20_000, hadPicture: true });
  });
});

describe('a preroll', () => {
  const instant = onPrerollReady(begun);
  const withPreroll = onFrame(onPhase(instant, 'preroll', 'opening', 60), 'preroll', 150);

  it('is live, also when WebRTC takes over', () => {
    expect(playerView(withPreroll, 160)).toMatchObject({
      state: 'live',
      transport: 'preroll',
      failure: null,
    });
    const swapped = onFrame(onPhase(withPreroll, 'webrtc', 'connected', 160), 'webrtc', 900);
    expect(playerView(swapped, 901)).toMatchObject({ state: 'live', transport: 'webrtc' });
  });

  it('is stalled when its frames stop', () => {
    expect(playerView(withPreroll, 2_150).state).toBe('stalled');
  });

  it('is live while WebRTC retries', () => {
    expect(playerView(fail(withPreroll, 'refused', 155), 156).state).toBe('live');
  });

  it('fails silently', () => {
    const failed = fail(onPhase(instant, 'preroll', 'opening', 60), 'browser', 90, 'preroll');
    expect(failed).toMatchObject({ failure: null, stopReason: null, noStreamSince: null });
    expect(playerView(failed, 91).state).toBe('connecting');
    expect(decidePlayback(failed, 91)).toBeNull();
  });

  it('keeps the failure that WebRTC reported', () => {
    const silent = fail(onPhase(instant, 'preroll', 'opening', 60), 'no-stream', 80);
    expect(fail(silent, 'browser', 90, 'preroll')).toMatchObject({ failure: 'no-stream', noStreamSince: 80 });
  });

  it('depends on the token of each attempt', () => {
    expect(onPhase(instant, 'webrtc', 'opening', 500).isPrerollReady).toBe(false);
  });

  it('can run again after the video was hidden', () => {
    const failed = fail(onPhase(instant, 'preroll', 'opening', 60), 'browser', 90, 'preroll');
    const back = onVisibility(onVisibility(failed, false, 100), true, 60_000);
    const again = onPrerollReady(onPhase(back, 'webrtc', 'opening', 60_000));
    expect(decidePlayback(again, 60_001)).toEqual({ step: 'open', transport: 'preroll' });
  });
});

describe('PlayerState', () => {
  it('resets the failures after stable playback', () => {
    const troubled = { ...live, webrtc: { ...live.webrtc, failures: 7 } };
    expect(fail(onFrame(troubled, 'webrtc', 6_000), 'ended', 6_000).webrtc).toMatchObject({
      failures: 1,
      retryAt: 6_000,
    });
  });

  it('keeps one failure after a short playback', () => {
    const troubled = onFrame({ ...connected, webrtc: { ...connected.webrtc, failures: 7 } }, 'webrtc', 200);
    expect(fail(troubled, 'ended', 2_000).webrtc.retryAt).toBe(2_500);
  });

  it('resets the failures after a 404', () => {
    const absent = fail({ ...live, webrtc: { ...live.webrtc, failures: 7 } }, 'no-stream', 500);
    expect(absent.webrtc.failures).toBe(0);
  });

  it('classifies two immediate ends in a row as ended-early', () => {
    const once = fail(live, 'ended', 300);
    expect(once.webrtc.failure).toBe('ended');
    const again = onFrame(onPhase(once, 'webrtc', 'connected', 400), 'webrtc', 500);
    expect(fail(again, 'ended', 600).webrtc.failure).toBe('ended-early');
  });

  it('does not classify two later ends as ended-early', () => {
    const again = onFrame(onPhase(fail(live, 'ended', 2_000), 'webrtc', 'connected', 2_100), 'webrtc', 2_200);
    expect(fail(again, 'ended', 4_000).webrtc.failure).toBe('ended');
  });

  it.each(['no-stream', 'camera-paused'] as const)(
    'retries immediately when the API reports `live`: %s',
    (why) => {
      const silent = fail(begun, why, 100);
      expect(decidePlayback(silent, 101)).toBeNull();
      expect(decidePlayback(onStreamStatus(silent, 'live'), 101)).toEqual({
        step: 'open',
        transport: 'webrtc',
      });
    },
  );

  it.each([
    ['once, when the camera returned during the request', 'no-stream', { step: 'open', transport: 'webrtc' }],
    ['not when the request failed for another reason', 'server-unreachable', null],
  ] as const)('retries immediately %s', (_, failure, step) => {
    const troubled = { ...begun, webrtc: { ...begun.webrtc, failures: 3 } };
    const returned = onStreamStatus({ ...troubled, reportedStatus: 'connecting' }, 'live');
    const failed = fail(returned, failure, 100);
    expect(decidePlayback(failed, 100)).toEqual(step);
    const again = fail(onPhase(failed, 'webrtc', 'opening', 100), 'no-stream', 150);
    expect(decidePlayback(onStreamStatus(again, 'live'), 150)).not.toBeNull();
    expect(decidePlayback(again, 150)).toBeNull();
  });

  it('keeps the backoff of another failure when the API reports `live`', () => {
    const away = fail(begun, 'server-unreachable', 100);
    expect(onStreamStatus(away, 'live').webrtc).toBe(away.webrtc);
  });

  it('keeps the backoff of an unstable transport when the API reports `live`', () => {
    const unstable = { ...NOT_ATTEMPTED, failure: 'unstable', retryAt: 9_000 } as const;
    const flapping: PlayerState = { ...fail(begun, 'no-stream', 100), hls: unstable };
    expect(onStreamStatus(flapping, 'live')).toMatchObject({ webrtc: { retryAt: 0 }, hls: unstable });
  });

  it('tries again after a denial on request', () => {
    const denied = fail(begun, 'forbidden', 100);
    expect(decidePlayback(denied, 100_000)).toBeNull();
    expect(decidePlayback(onTryNow(denied), 100_000)).toEqual({ step: 'open', transport: 'webrtc' });
  });

  it('does not retry an unsupported codec', () => {
    const unsupported = onCodec(begun, 'M-JPEG', { webrtc: false, hls: false });
    expect(onTryNow(unsupported).stopReason).toEqual({ kind: 'unsupported', codec: 'M-JPEG' });
  });

  it('plays again when the codec changes to a supported one', () => {
    const unsupported = onCodec(begun, 'M-JPEG', { webrtc: false, hls: false });
    expect(onCodec(unsupported, 'H264', { webrtc: true, hls: true }).stopReason).toBeNull();
  });

  it('is unsupported if HLS, the last transport, cannot play the codec', () => {
    const hlsOnly = onCodec(begun, 'H265', { webrtc: false, hls: true });
    expect(fail(hlsOnly, 'codec', 500, 'hls').stopReason).toEqual({ kind: 'unsupported', codec: 'H265' });
  });

  it('starts over when the video becomes visible again', () => {
    const away = onVisibility(fail(live, 'no-connection', 12_000), false, 13_000);
    const back = onVisibility(away, true, 60_000);
    expect(back).toMatchObject({ since: 60_000, lastFrameAt: null, failure: null });
    expect(back.webrtc).toMatchObject({ failures: 0, retryAt: 0 });
  });

  it('ignores a frame of a closed transport', () => {
    const lost = fail(live, 'ended', 300);
    expect(onFrame(lost, 'webrtc', 301)).toBe(lost);
  });
});
