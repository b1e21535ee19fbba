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

describe('the state that a viewer is shown', () => {
  const lost = fail(live, 'ended', 20_000);
  const seenAt = onFrame(live, 'webrtc', 20_000);
  it.each<[string, PlayerState, number, string]>([
    ['connecting before anything happened', begun, 100, 'connecting'],
    ['connecting while there is no frame', connected, 5_000, 'connecting'],
    ['connecting while a token is replaced', fail(begun, 'refused', 100), 100, 'connecting'],
    ['connecting while HLS is tried instead', fail(begun, 'no-connection', 10_000), 10_000, 'connecting'],
    ['live while frames advance', seenAt, 21_900, 'live'],
    ['stalled 2 s after the last frame', seenAt, 22_000, 'stalled'],
    ['stalled while a frozen stream is opened anew', fail(seenAt, 'frozen', 23_000), 23_000, 'stalled'],
    ['reconnecting when the server ended the session', fail(seenAt, 'ended', 22_000), 22_000, 'reconnecting'],
    ['waiting while the camera is paused', fail(lost, 'camera-paused', 20_050), 20_050, 'waiting'],
    ['waiting when nobody publishes', fail(lost, 'no-stream', 20_050), 20_050, 'waiting'],
    [
      'reconnecting when the media server is away',
      fail(lost, 'server-unreachable', 23_000),
      23_000,
      'reconnecting',
    ],
    [
      'reconnecting when our API is away from the start',
      fail(begun, 'api-unreachable', 50),
      50,
      'reconnecting',
    ],
    ['denied at a no of our API', fail(begun, 'forbidden', 50), 50, 'denied'],
    [
      'denied at a second refused token',
      fail(onPhase(fail(begun, 'refused', 50), 'webrtc', 'opening', 50), 'refused', 90),
      90,
      'denied',
    ],
    [
      'unsupported when neither way can show the codec',
      onCodec(begun, 'M-JPEG', { webrtc: false, hls: false }),
      50,
      'unsupported',
    ],
    ['connecting while nobody looks', onVisibility(live, false, 30_000), 30_000, 'connecting'],
  ])('is %s', (_, playerState, now, state) => {
    expect(playerView(playerState, now).state).toBe(state);
  });

  it('never says live for a picture whose way was closed', () => {
    expect(playerView(fail(live, 'ended', 201), 201)).toMatchObject({
      state: 'reconnecting',
      transport: 'none',
    });
  });

  it('counts a frozen picture from its last frame', () => {
    expect(playerView(seenAt, 24_000)).toMatchObject({ since: 20_000, hadPicture: true });
  });
});

describe('a picture by the preroll', () => {
  const instant = onPrerollReady(begun);
  const withPreroll = onFrame(onPhase(instant, 'preroll', 'opening', 60), 'preroll', 150);

  it('is live, and stays so when WebRTC takes over', () => {
    expect(playerView(withPreroll, 160)).toMatchObject({
      state: 'live',
      transport: 'preroll',
      failure: null,
    });
    const swapped = onFrame(onPhase(withPreroll, 'webrtc', 'connected', 160), 'webrtc', 900);
    expect(playerView(swapped, 901)).toMatchObject({ state: 'live', transport: 'webrtc' });
  });

  it('is no longer live when it stands still', () => {
    expect(playerView(withPreroll, 2_150).state).toBe('stalled');
  });

  it('is live while WebRTC is tried again', () => {
    expect(playerView(fail(withPreroll, 'refused', 155), 156).state).toBe('live');
  });

  it('troubles nobody when it fails', () => {
    const failed = fail(onPhase(instant, 'preroll', 'opening', 60), 'browser', 90, 'preroll');
    expect(failed).toMatchObject({ failure: null, stopReason: null, noStreamSince: null });
    expect(playerView(failed, 91).state).toBe('connecting');
    expect(decidePlayback(failed, 91)).toBeNull();
  });

  it('leaves what WebRTC says of a silent path as it was', () => {
    const silent = fail(onPhase(instant, 'preroll', 'opening', 60), 'no-stream', 80);
    expect(fail(silent, 'browser', 90, 'preroll')).toMatchObject({ failure: 'no-stream', noStreamSince: 80 });
  });

  it('is asked of the token of each attempt anew', () => {
    expect(onPhase(instant, 'webrtc', 'opening', 500).isPrerollReady).toBe(false);
  });

  it('may be had again when somebody comes back', () => {
    const failed = fail(onPhase(instant, 'preroll', 'opening', 60), 'browser', 90, 'preroll');
    const back = onVisibility(onVisibility(failed, false, 100), true, 60_000);
    const again = onPrerollReady(onPhase(back, 'webrtc', 'opening', 60_000));
    expect(decidePlayback(again, 60_001)).toEqual({ step: 'open', transport: 'preroll' });
  });
});

describe('what a playerState remembers', () => {
  it('forgives earlier failures once a picture was stable', () => {
    const troubled = { ...live, webrtc: { ...live.webrtc, failures: 7 } };
    expect(fail(onFrame(troubled, 'webrtc', 6_000), 'ended', 6_000).webrtc).toMatchObject({
      failures: 1,
      retryAt: 6_000,
    });
  });

  it('keeps one failure on the account of a picture that was lost soon', () => {
    const troubled = onFrame({ ...connected, webrtc: { ...connected.webrtc, failures: 7 } }, 'webrtc', 200);
    expect(fail(troubled, 'ended', 2_000).webrtc.retryAt).toBe(2_500);
  });

  it('meets a loss after an absence by the first rung', () => {
    const absent = fail({ ...live, webrtc: { ...live.webrtc, failures: 7 } }, 'no-stream', 500);
    expect(absent.webrtc.failures).toBe(0);
  });

  it('calls a stream that ends at once twice in a row one that cannot be', () => {
    const once = fail(live, 'ended', 300);
    expect(once.webrtc.failure).toBe('ended');
    const again = onFrame(onPhase(once, 'webrtc', 'connected', 400), 'webrtc', 500);
    expect(fail(again, 'ended', 600).webrtc.failure).toBe('ended-early');
  });

  it('does not take two late ends for such a stream', () => {
    const again = onFrame(onPhase(fail(live, 'ended', 2_000), 'webrtc', 'connected', 2_100), 'webrtc', 2_200);
    expect(fail(again, 'ended', 4_000).webrtc.failure).toBe('ended');
  });

  it.each(['no-stream', 'camera-paused'] as const)(
    'asks at once when the API says that it is live: %s',
    (why) => {
      const silent = fail(begun, why, 100);
      expect(decidePlayback(silent, 101)).toBeNull();
      expect(decidePlayback(onStreamStatus(silent, 'live'), 101)).toEqual({
        step: 'open',
        transport: 'webrtc',
      });
    },
  );

  it('does not hurry an attempt that failed for another reason', () => {
    const away = fail(begun, 'server-unreachable', 100);
    expect(onStreamStatus(away, 'live').webrtc).toBe(away.webrtc);
  });

  it('does not hurry an unstable transport when the camera comes back for a moment', () => {
    const unstable = { ...NOT_ATTEMPTED, failure: 'unstable', retryAt: 9_000 } as const;
    const flapping: PlayerState = { ...fail(begun, 'no-stream', 100), hls: unstable };
    expect(onStreamStatus(flapping, 'live')).toMatchObject({ webrtc: { retryAt: 0 }, hls: unstable });
  });

  it('tries again after a denial when somebody asks', () => {
    const denied = fail(begun, 'forbidden', 100);
    expect(decidePlayback(denied, 100_000)).toBeNull();
    expect(decidePlayback(onTryNow(denied), 100_000)).toEqual({ step: 'open', transport: 'webrtc' });
  });

  it('does not try a codec again that the browser cannot show', () => {
    const unsupported = onCodec(begun, 'M-JPEG', { webrtc: false, hls: false });
    expect(onTryNow(unsupported).stopReason).toEqual({ kind: 'unsupported', codec: 'M-JPEG' });
  });

  it('shows again when the camera’s codec changes to one that works', () => {
    const unsupported = onCodec(begun, 'M-JPEG', { webrtc: false, hls: false });
    expect(onCodec(unsupported, 'H264', { webrtc: true, hls: true }).stopReason).toBeNull();
  });

  it('calls a camera unsupported when HLS, the last way, cannot show it', () => {
    const hlsOnly = onCodec(begun, 'H265', { webrtc: false, hls: true });
    expect(fail(hlsOnly, 'codec', 500, 'hls').stopReason).toEqual({ kind: 'unsupported', codec: 'H265' });
  });

  it('starts afresh when somebody looks again', () => {
    const away = onVisibility(fail(live, 'no-connection', 12_000), false, 13_000);
    const back = onVisibility(away, true, 60_000);
    expect(back).toMatchObject({ since: 60_000, lastFrameAt: null, failure: null });
    expect(back.webrtc).toMatchObject({ failures: 0, retryAt: 0 });
  });

  it('takes no frame from a way that was closed', () => {
    const lost = fail(live, 'ended', 300);
    expect(onFrame(lost, 'webrtc', 301)).toBe(lost);
  });
});
