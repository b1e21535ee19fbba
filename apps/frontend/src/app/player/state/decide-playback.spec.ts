/** @jest-environment node */
import { decidePlayback, type PlaybackStep, shownTransport } from './decide-playback';
import { type TransportAttempt, type Transport, NOT_ATTEMPTED } from './transport-attempt';
import { initialPlayerState, type PlayerState } from './player-state';

const NOW = 100_000;

const attempt = (
  phase: TransportAttempt['phase'],
  age = 0,
  more: Partial<TransportAttempt> = {},
): TransportAttempt => ({
  ...NOT_ATTEMPTED,
  phase,
  since: NOW - age,
  lastFrameAt: phase === 'playing' ? NOW : null,
  ...more,
});
const watching = (
  webrtc: TransportAttempt,
  hls: TransportAttempt = NOT_ATTEMPTED,
  more: Partial<PlayerState> = {},
): PlayerState => ({
  ...initialPlayerState(0),
  isVisible: true,
  webrtc,
  hls,
  ...more,
});
const open = (transport: Transport): PlaybackStep => ({ step: 'open', transport });
const close = (transport: Transport): PlaybackStep => ({ step: 'close', transport });
const abandon = (transport: Transport, failure: 'frozen' | 'no-connection' | 'no-frames'): PlaybackStep => ({
  step: 'abandon',
  transport,
  failure,
});
const withReadyPreroll = (
  webrtc: TransportAttempt,
  preroll: TransportAttempt = NOT_ATTEMPTED,
  more: Partial<PlayerState> = {},
): PlayerState => watching(webrtc, NOT_ATTEMPTED, { isPrerollReady: true, preroll, ...more });
const soon = { retryAt: NOW + 1 };

describe('decidePlayback', () => {
  it.each<[string, PlayerState, PlaybackStep | null]>([
    ['opens nothing while hidden', { ...watching(NOT_ATTEMPTED), isVisible: false }, null],
    ['starts with WebRTC', watching(NOT_ATTEMPTED), open('webrtc')],
    ['waits until the next attempt is due', watching(attempt('closed', 0, soon)), null],
    ['does not change an attempt in progress', watching(attempt('opening', 9_000)), null],
    ['waits 2.4 s for the connection after the answer', watching(attempt('answered', 2_400)), null],
    [
      'opens HLS 2.5 s after a response without a connection',
      watching(attempt('answered', 2_500)),
      open('hls'),
    ],
    ['keeps that WebRTC attempt up to 10 s', watching(attempt('answered', 9_900), attempt('opening')), null],
    [
      'abandons it at 10 s',
      watching(attempt('answered', 10_000), attempt('opening')),
      abandon('webrtc', 'no-connection'),
    ],
    ['waits 5.9 s for a key frame', watching(attempt('connected', 5_900)), null],
    ['opens HLS 6 s after a connection without a frame', watching(attempt('connected', 6_000)), open('hls')],
    [
      'abandons a connection without frames at 20 s',
      watching(attempt('connected', 20_000), attempt('opening')),
      abandon('webrtc', 'no-frames'),
    ],
    ['does nothing while WebRTC plays', watching(attempt('playing', 60_000)), null],
    ['closes HLS when WebRTC plays', watching(attempt('playing'), attempt('playing', 9_000)), close('hls')],
    [
      'keeps HLS while WebRTC has no frame yet',
      watching(attempt('connected', 100), attempt('playing', 9_000)),
      null,
    ],
    [
      'keeps HLS when WebRTC connects late but has no frame yet',
      watching(attempt('connected', 0), attempt('opening', 500)),
      null,
    ],
    [
      'keeps a WebRTC picture 2.9 s after its last frame',
      watching(attempt('playing', 9_000, { lastFrameAt: NOW - 2_900 })),
      null,
    ],
    [
      'abandons WebRTC 3 s after its last frame',
      watching(attempt('playing', 9_000, { lastFrameAt: NOW - 3_000 })),
      abandon('webrtc', 'frozen'),
    ],
    [
      'gives HLS 10 s to recover',
      watching(
        attempt('closed', 0, { failure: 'no-connection', ...soon }),
        attempt('playing', 20_000, { lastFrameAt: NOW - 9_900 }),
      ),
      null,
    ],
    [
      'abandons HLS 10 s after its last frame',
      watching(
        attempt('closed', 0, { failure: 'no-connection', ...soon }),
        attempt('playing', 20_000, { lastFrameAt: NOW - 10_000 }),
      ),
      abandon('hls', 'frozen'),
    ],
    [
      'gives a cold HLS muxer 20 s',
      watching(attempt('closed', 0, { failure: 'no-connection', ...soon }), attempt('opening', 19_900)),
      null,
    ],
    [
      'abandons HLS without a frame at 20 s',
      watching(attempt('closed', 0, { failure: 'no-connection', ...soon }), attempt('opening', 20_000)),
      abandon('hls', 'no-frames'),
    ],
    [
      'opens HLS if WebRTC media cannot pass',
      watching(attempt('closed', 0, { failure: 'no-connection', ...soon })),
      open('hls'),
    ],
    [
      'opens HLS if WebRTC sessions end immediately',
      watching(attempt('closed', 0, { failure: 'ended-early', ...soon })),
      open('hls'),
    ],
    [
      'retries WebRTC while HLS plays',
      watching(attempt('closed', 0, { failure: 'no-connection', retryAt: NOW }), attempt('playing')),
      open('webrtc'),
    ],
    [
      'keeps HLS during that attempt',
      watching(attempt('opening', 100, { failure: 'no-connection' }), attempt('playing')),
      null,
    ],
    [
      'does not open HLS without a publisher',
      watching(attempt('closed', 0, { failure: 'no-stream', ...soon })),
      null,
    ],
    [
      'does not open HLS while the media server is unreachable',
      watching(attempt('closed', 0, { failure: 'server-unreachable', ...soon })),
      null,
    ],
    [
      'opens HLS for H.265 that the server does not forward to WebRTC',
      watching(attempt('closed', 0, { failure: 'configuration', ...soon }), NOT_ATTEMPTED, { codec: 'H265' }),
      open('hls'),
    ],
    [
      'does not open HLS for H.264 that the server cannot serve',
      watching(attempt('closed', 0, { failure: 'configuration', ...soon }), NOT_ATTEMPTED, { codec: 'H264' }),
      null,
    ],
    [
      'opens HLS alone if only HLS can play the codec',
      watching(NOT_ATTEMPTED, NOT_ATTEMPTED, { canPlay: { webrtc: false, hls: true } }),
      open('hls'),
    ],
    [
      'opens WebRTC alone if only WebRTC can play the codec',
      watching(attempt('answered', 5_000), NOT_ATTEMPTED, { canPlay: { webrtc: true, hls: false } }),
      null,
    ],
    ['closes WebRTC while hidden', { ...watching(attempt('playing')), isVisible: false }, close('webrtc')],
    [
      'closes HLS while hidden',
      { ...watching(NOT_ATTEMPTED, attempt('playing')), isVisible: false },
      close('hls'),
    ],
    [
      'closes everything when access is denied',
      watching(attempt('opening'), NOT_ATTEMPTED, { stopReason: { kind: 'denied', reason: 'refused' } }),
      close('webrtc'),
    ],
  ])('%s', (_, playerState, expected) => {
    expect(decidePlayback(playerState, NOW)).toEqual(expected);
  });
});

describe('decidePlayback, preroll', () => {
  it.each<[string, PlayerState, PlaybackStep | null]>([
    ['opens beside the first WebRTC attempt', withReadyPreroll(attempt('opening')), open('preroll')],
    ['opens beside a connected attempt', withReadyPreroll(attempt('connected')), open('preroll')],
    ['does not open unless it is ready', watching(attempt('opening')), null],
    ['does not open while hidden', { ...withReadyPreroll(attempt('closed')), isVisible: false }, null],
    ['does not open alone', withReadyPreroll(attempt('closed', 0, soon)), null],
    [
      'does not open after a picture was shown',
      withReadyPreroll(attempt('opening'), NOT_ATTEMPTED, { lastFrameAt: NOW - 100 }),
      null,
    ],
    [
      'does not open beside a repeated attempt',
      withReadyPreroll(attempt('opening', 0, { failures: 1 })),
      null,
    ],
    [
      'does not open twice',
      withReadyPreroll(attempt('opening'), attempt('closed', 0, { failure: 'browser' })),
      null,
    ],
    ['does not open while WebRTC plays', withReadyPreroll(attempt('playing')), null],
    [
      'stays while WebRTC has no frame',
      withReadyPreroll(attempt('connected'), attempt('playing', 900)),
      null,
    ],
    [
      'stays while WebRTC retries',
      withReadyPreroll(attempt('closed', 0, { failures: 1, ...soon }), attempt('playing', 900)),
      null,
    ],
    [
      'closes when WebRTC plays',
      withReadyPreroll(attempt('playing'), attempt('playing', 900)),
      close('preroll'),
    ],
    [
      'closes while hidden',
      { ...withReadyPreroll(attempt('closed'), attempt('playing')), isVisible: false },
      close('preroll'),
    ],
    [
      'closes when HLS plays',
      { ...withReadyPreroll(attempt('answered', 3_000), attempt('playing', 900)), hls: attempt('playing') },
      close('preroll'),
    ],
    [
      'closes when access is denied',
      withReadyPreroll(attempt('closed', 0, soon), attempt('playing'), {
        stopReason: { kind: 'denied', reason: 'refused' },
      }),
      close('preroll'),
    ],
    ['has 5 s for its first frame', withReadyPreroll(attempt('connected'), attempt('opening', 4_900)), null],
    [
      'is abandoned at 5 s',
      withReadyPreroll(attempt('connected'), attempt('opening', 5_000)),
      abandon('preroll', 'no-frames'),
    ],
    [
      'is abandoned when its frames stop',
      withReadyPreroll(attempt('connected'), attempt('playing', 9_000, { lastFrameAt: NOW - 2_000 })),
      abandon('preroll', 'frozen'),
    ],
    ['does not delay HLS', withReadyPreroll(attempt('answered', 2_500), attempt('playing')), open('hls')],
  ])('%s', (_, playerState, expected) => {
    expect(decidePlayback(playerState, NOW)).toEqual(expected);
  });
});

describe('shownTransport', () => {
  it('is WebRTC if it plays, else HLS, else null', () => {
    expect(shownTransport(watching(attempt('playing'), attempt('playing')))).toBe('webrtc');
    expect(shownTransport(watching(attempt('connected'), attempt('playing')))).toBe('hls');
    expect(shownTransport(watching(attempt('connected')))).toBeNull();
  });

  it('is the preroll only while neither plays', () => {
    expect(shownTransport(withReadyPreroll(attempt('connected'), attempt('playing')))).toBe('preroll');
    expect(shownTransport(withReadyPreroll(attempt('playing'), attempt('playing')))).toBe('webrtc');
    expect(
      shownTransport({
        ...withReadyPreroll(attempt('connected'), attempt('playing')),
        hls: attempt('playing'),
      }),
    ).toBe('hls');
  });
});
