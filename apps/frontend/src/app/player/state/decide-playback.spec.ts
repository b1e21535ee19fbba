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
    ['opens nothing while nobody can see it', { ...watching(NOT_ATTEMPTED), isVisible: false }, null],
    ['begins with WebRTC', watching(NOT_ATTEMPTED), open('webrtc')],
    ['waits until the next attempt is due', watching(attempt('closed', 0, soon)), null],
    ['leaves an attempt under way alone', watching(attempt('opening', 9_000)), null],
    ['leaves an answer 2.4 s for the connection', watching(attempt('answered', 2_400)), null],
    [
      'begins HLS beside an answer without a connection after 2.5 s',
      watching(attempt('answered', 2_500)),
      open('hls'),
    ],
    ['keeps that WebRTC attempt up to 10 s', watching(attempt('answered', 9_900), attempt('opening')), null],
    [
      'gives it up at 10 s',
      watching(attempt('answered', 10_000), attempt('opening')),
      abandon('webrtc', 'no-connection'),
    ],
    ['waits 5.9 s for a key frame', watching(attempt('connected', 5_900)), null],
    [
      'begins HLS beside a connection without a frame after 6 s',
      watching(attempt('connected', 6_000)),
      open('hls'),
    ],
    [
      'gives a connection without frames up at 20 s',
      watching(attempt('connected', 20_000), attempt('opening')),
      abandon('webrtc', 'no-frames'),
    ],
    ['is content with a WebRTC picture', watching(attempt('playing', 60_000)), null],
    [
      'ends HLS when WebRTC has its picture',
      watching(attempt('playing'), attempt('playing', 9_000)),
      close('hls'),
    ],
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
      'starts anew 3 s after the last WebRTC frame',
      watching(attempt('playing', 9_000, { lastFrameAt: NOW - 3_000 })),
      abandon('webrtc', 'frozen'),
    ],
    [
      'gives HLS 10 s to go on by itself',
      watching(
        attempt('closed', 0, { failure: 'no-connection', ...soon }),
        attempt('playing', 20_000, { lastFrameAt: NOW - 9_900 }),
      ),
      null,
    ],
    [
      'starts HLS anew 10 s after its last frame',
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
      'gives HLS without a frame up at 20 s',
      watching(attempt('closed', 0, { failure: 'no-connection', ...soon }), attempt('opening', 20_000)),
      abandon('hls', 'no-frames'),
    ],
    [
      'takes HLS where WebRTC’s media could not pass',
      watching(attempt('closed', 0, { failure: 'no-connection', ...soon })),
      open('hls'),
    ],
    [
      'takes HLS where WebRTC is ended at once',
      watching(attempt('closed', 0, { failure: 'ended-early', ...soon })),
      open('hls'),
    ],
    [
      'tries WebRTC again while HLS plays',
      watching(attempt('closed', 0, { failure: 'no-connection', retryAt: NOW }), attempt('playing')),
      open('webrtc'),
    ],
    [
      'keeps HLS during that attempt',
      watching(attempt('opening', 100, { failure: 'no-connection' }), attempt('playing')),
      null,
    ],
    [
      'does not turn to HLS when nobody publishes',
      watching(attempt('closed', 0, { failure: 'no-stream', ...soon })),
      null,
    ],
    [
      'does not turn to HLS when the media server is away',
      watching(attempt('closed', 0, { failure: 'server-unreachable', ...soon })),
      null,
    ],
    [
      'takes HLS for H.265 that the server does not pass to WebRTC',
      watching(attempt('closed', 0, { failure: 'configuration', ...soon }), NOT_ATTEMPTED, { codec: 'H265' }),
      open('hls'),
    ],
    [
      'does not take HLS for H.264 that the server cannot serve',
      watching(attempt('closed', 0, { failure: 'configuration', ...soon }), NOT_ATTEMPTED, { codec: 'H264' }),
      null,
    ],
    [
      'takes HLS alone where only that shows the codec',
      watching(NOT_ATTEMPTED, NOT_ATTEMPTED, { canPlay: { webrtc: false, hls: true } }),
      open('hls'),
    ],
    [
      'takes WebRTC alone where only that shows the codec',
      watching(attempt('answered', 5_000), NOT_ATTEMPTED, { canPlay: { webrtc: true, hls: false } }),
      null,
    ],
    [
      'releases WebRTC when nobody can see it any more',
      { ...watching(attempt('playing')), isVisible: false },
      close('webrtc'),
    ],
    [
      'releases HLS when nobody can see it any more',
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

describe('the preroll', () => {
  it.each<[string, PlayerState, PlaybackStep | null]>([
    ['goes beside the first attempt of WebRTC', withReadyPreroll(attempt('opening')), open('preroll')],
    ['goes beside an attempt that was answered by then', withReadyPreroll(attempt('connected')), open('preroll')],
    ['is not built without a picture ready', watching(attempt('opening')), null],
    ['is not built when nobody can see it', { ...withReadyPreroll(attempt('closed')), isVisible: false }, null],
    ['comes after WebRTC, never alone', withReadyPreroll(attempt('closed', 0, soon)), null],
    [
      'is not built where a picture was seen already',
      withReadyPreroll(attempt('opening'), NOT_ATTEMPTED, { lastFrameAt: NOW - 100 }),
      null,
    ],
    ['is not built beside a repeated attempt', withReadyPreroll(attempt('opening', 0, { failures: 1 })), null],
    ['is not built twice', withReadyPreroll(attempt('opening'), attempt('closed', 0, { failure: 'browser' })), null],
    ['is not built for a WebRTC that has its picture', withReadyPreroll(attempt('playing')), null],
    ['stays while WebRTC has no frame', withReadyPreroll(attempt('connected'), attempt('playing', 900)), null],
    [
      'stays while WebRTC is tried again',
      withReadyPreroll(attempt('closed', 0, { failures: 1, ...soon }), attempt('playing', 900)),
      null,
    ],
    [
      'ends when WebRTC has its picture',
      withReadyPreroll(attempt('playing'), attempt('playing', 900)),
      close('preroll'),
    ],
    [
      'ends with the last one who can see it',
      { ...withReadyPreroll(attempt('closed'), attempt('playing')), isVisible: false },
      close('preroll'),
    ],
    [
      'ends when HLS proper has its picture',
      { ...withReadyPreroll(attempt('answered', 3_000), attempt('playing', 900)), hls: attempt('playing') },
      close('preroll'),
    ],
    [
      'ends when access is denied',
      withReadyPreroll(attempt('closed', 0, soon), attempt('playing'), {
        stopReason: { kind: 'denied', reason: 'refused' },
      }),
      close('preroll'),
    ],
    ['has 5 s for its first frame', withReadyPreroll(attempt('connected'), attempt('opening', 4_900)), null],
    [
      'is given up then',
      withReadyPreroll(attempt('connected'), attempt('opening', 5_000)),
      abandon('preroll', 'no-frames'),
    ],
    [
      'is given up when it stands still',
      withReadyPreroll(attempt('connected'), attempt('playing', 9_000, { lastFrameAt: NOW - 2_000 })),
      abandon('preroll', 'frozen'),
    ],
    [
      'keeps HLS from being begun no longer than without it',
      withReadyPreroll(attempt('answered', 2_500), attempt('playing')),
      open('hls'),
    ],
  ])('%s', (_, playerState, expected) => {
    expect(decidePlayback(playerState, NOW)).toEqual(expected);
  });
});

describe('shownTransport', () => {
  it('is WebRTC as soon as it has a picture, else HLS, else none', () => {
    expect(shownTransport(watching(attempt('playing'), attempt('playing')))).toBe('webrtc');
    expect(shownTransport(watching(attempt('connected'), attempt('playing')))).toBe('hls');
    expect(shownTransport(watching(attempt('connected')))).toBeNull();
  });

  it('is the preroll only while neither has one', () => {
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
