import { decidePlayback, type PlaybackStep, shownTransport } from './decide-playback';
import { type Leg, type Transport, UNTRIED } from './ways/playback-leg';
import { newSituation, type Situation } from './situation';

const NOW = 100_000;

const leg = (stage: Leg['stage'], age = 0, more: Partial<Leg> = {}): Leg => ({
  ...UNTRIED,
  stage,
  since: NOW - age,
  lastFrameAt: stage === 'playing' ? NOW : null,
  ...more,
});
const watching = (webrtc: Leg, hls: Leg = UNTRIED, more: Partial<Situation> = {}): Situation => ({
  ...newSituation(0),
  wanted: true,
  webrtc,
  hls,
  ...more,
});
const open = (transport: Transport): PlaybackStep => ({ step: 'open', transport });
const close = (transport: Transport): PlaybackStep => ({ step: 'close', transport });
const giveUp = (transport: Transport, failure: 'frozen' | 'no-connection' | 'no-frames'): PlaybackStep => ({
  step: 'give-up',
  transport,
  failure,
});
const instant = (webrtc: Leg, bridge: Leg = UNTRIED, more: Partial<Situation> = {}): Situation =>
  watching(webrtc, UNTRIED, { instant: true, bridge, ...more });
const soon = { retryAt: NOW + 1 };

describe('decidePlayback', () => {
  it.each<[string, Situation, PlaybackStep | null]>([
    ['opens nothing while nobody can see it', { ...watching(UNTRIED), wanted: false }, null],
    ['begins with WebRTC', watching(UNTRIED), open('webrtc')],
    ['waits until the next attempt is due', watching(leg('closed', 0, soon)), null],
    ['leaves an attempt under way alone', watching(leg('opening', 9_000)), null],
    ['leaves an answer 2.4 s for the connection', watching(leg('answered', 2_400)), null],
    [
      'begins HLS beside an answer without a connection after 2.5 s',
      watching(leg('answered', 2_500)),
      open('hls'),
    ],
    ['keeps that WebRTC attempt up to 10 s', watching(leg('answered', 9_900), leg('opening')), null],
    [
      'gives it up at 10 s',
      watching(leg('answered', 10_000), leg('opening')),
      giveUp('webrtc', 'no-connection'),
    ],
    ['waits 5.9 s for a key frame', watching(leg('connected', 5_900)), null],
    [
      'begins HLS beside a connection without a frame after 6 s',
      watching(leg('connected', 6_000)),
      open('hls'),
    ],
    [
      'gives a connection without frames up at 20 s',
      watching(leg('connected', 20_000), leg('opening')),
      giveUp('webrtc', 'no-frames'),
    ],
    ['is content with a WebRTC picture', watching(leg('playing', 60_000)), null],
    ['ends HLS when WebRTC has its picture', watching(leg('playing'), leg('playing', 9_000)), close('hls')],
    ['keeps HLS while WebRTC has no frame yet', watching(leg('connected', 100), leg('playing', 9_000)), null],
    [
      'keeps HLS when WebRTC connects late but has no frame yet',
      watching(leg('connected', 0), leg('opening', 500)),
      null,
    ],
    [
      'keeps a WebRTC picture 2.9 s after its last frame',
      watching(leg('playing', 9_000, { lastFrameAt: NOW - 2_900 })),
      null,
    ],
    [
      'starts anew 3 s after the last WebRTC frame',
      watching(leg('playing', 9_000, { lastFrameAt: NOW - 3_000 })),
      giveUp('webrtc', 'frozen'),
    ],
    [
      'gives HLS 10 s to go on by itself',
      watching(
        leg('closed', 0, { failure: 'no-connection', ...soon }),
        leg('playing', 20_000, { lastFrameAt: NOW - 9_900 }),
      ),
      null,
    ],
    [
      'starts HLS anew 10 s after its last frame',
      watching(
        leg('closed', 0, { failure: 'no-connection', ...soon }),
        leg('playing', 20_000, { lastFrameAt: NOW - 10_000 }),
      ),
      giveUp('hls', 'frozen'),
    ],
    [
      'gives a cold HLS muxer 20 s',
      watching(leg('closed', 0, { failure: 'no-connection', ...soon }), leg('opening', 19_900)),
      null,
    ],
    [
      'gives HLS without a frame up at 20 s',
      watching(leg('closed', 0, { failure: 'no-connection', ...soon }), leg('opening', 20_000)),
      giveUp('hls', 'no-frames'),
    ],
    [
      'takes HLS where WebRTC’s media could not pass',
      watching(leg('closed', 0, { failure: 'no-connection', ...soon })),
      open('hls'),
    ],
    [
      'takes HLS where WebRTC is ended at once',
      watching(leg('closed', 0, { failure: 'ended-early', ...soon })),
      open('hls'),
    ],
    [
      'tries WebRTC again while HLS plays',
      watching(leg('closed', 0, { failure: 'no-connection', retryAt: NOW }), leg('playing')),
      open('webrtc'),
    ],
    [
      'keeps HLS during that attempt',
      watching(leg('opening', 100, { failure: 'no-connection' }), leg('playing')),
      null,
    ],
    [
      'does not turn to HLS when nobody publishes',
      watching(leg('closed', 0, { failure: 'no-stream', ...soon })),
      null,
    ],
    [
      'does not turn to HLS when the media server is away',
      watching(leg('closed', 0, { failure: 'server-unreachable', ...soon })),
      null,
    ],
    [
      'takes HLS for H.265 that the server does not pass to WebRTC',
      watching(leg('closed', 0, { failure: 'configuration', ...soon }), UNTRIED, { codec: 'H265' }),
      open('hls'),
    ],
    [
      'does not take HLS for H.264 that the server cannot serve',
      watching(leg('closed', 0, { failure: 'configuration', ...soon }), UNTRIED, { codec: 'H264' }),
      null,
    ],
    [
      'takes HLS alone where only that shows the codec',
      watching(UNTRIED, UNTRIED, { can: { webrtc: false, hls: true } }),
      open('hls'),
    ],
    [
      'takes WebRTC alone where only that shows the codec',
      watching(leg('answered', 5_000), UNTRIED, { can: { webrtc: true, hls: false } }),
      null,
    ],
    [
      'releases WebRTC when nobody can see it any more',
      { ...watching(leg('playing')), wanted: false },
      close('webrtc'),
    ],
    [
      'releases HLS when nobody can see it any more',
      { ...watching(UNTRIED, leg('playing')), wanted: false },
      close('hls'),
    ],
    [
      'closes everything when access is denied',
      watching(leg('opening'), UNTRIED, { verdict: { kind: 'denied', reason: 'refused' } }),
      close('webrtc'),
    ],
  ])('%s', (_, situation, expected) => {
    expect(decidePlayback(situation, NOW)).toEqual(expected);
  });
});

describe('the bridge', () => {
  it.each<[string, Situation, PlaybackStep | null]>([
    ['goes beside the first attempt of WebRTC', instant(leg('opening')), open('bridge')],
    ['goes beside an attempt that was answered by then', instant(leg('connected')), open('bridge')],
    ['is not built without a picture ready', watching(leg('opening')), null],
    ['is not built when nobody can see it', { ...instant(leg('closed')), wanted: false }, null],
    ['comes after WebRTC, never alone', instant(leg('closed', 0, soon)), null],
    [
      'is not built where a picture was seen already',
      instant(leg('opening'), UNTRIED, { lastFrameAt: NOW - 100 }),
      null,
    ],
    ['is not built beside a repeated attempt', instant(leg('opening', 0, { failures: 1 })), null],
    ['is not built twice', instant(leg('opening'), leg('closed', 0, { failure: 'browser' })), null],
    ['is not built for a WebRTC that has its picture', instant(leg('playing')), null],
    ['stays while WebRTC has no frame', instant(leg('connected'), leg('playing', 900)), null],
    [
      'stays while WebRTC is tried again',
      instant(leg('closed', 0, { failures: 1, ...soon }), leg('playing', 900)),
      null,
    ],
    ['ends when WebRTC has its picture', instant(leg('playing'), leg('playing', 900)), close('bridge')],
    [
      'ends with the last one who can see it',
      { ...instant(leg('closed'), leg('playing')), wanted: false },
      close('bridge'),
    ],
    [
      'ends when HLS proper has its picture',
      { ...instant(leg('answered', 3_000), leg('playing', 900)), hls: leg('playing') },
      close('bridge'),
    ],
    [
      'ends when access is denied',
      instant(leg('closed', 0, soon), leg('playing'), { verdict: { kind: 'denied', reason: 'refused' } }),
      close('bridge'),
    ],
    ['has 5 s for its first frame', instant(leg('connected'), leg('opening', 4_900)), null],
    ['is given up then', instant(leg('connected'), leg('opening', 5_000)), giveUp('bridge', 'no-frames')],
    [
      'is given up when it stands still',
      instant(leg('connected'), leg('playing', 9_000, { lastFrameAt: NOW - 2_000 })),
      giveUp('bridge', 'frozen'),
    ],
    [
      'keeps HLS from being begun no longer than without it',
      instant(leg('answered', 2_500), leg('playing')),
      open('hls'),
    ],
  ])('%s', (_, situation, expected) => {
    expect(decidePlayback(situation, NOW)).toEqual(expected);
  });
});

describe('shownTransport', () => {
  it('is WebRTC as soon as it has a picture, else HLS, else none', () => {
    expect(shownTransport(watching(leg('playing'), leg('playing')))).toBe('webrtc');
    expect(shownTransport(watching(leg('connected'), leg('playing')))).toBe('hls');
    expect(shownTransport(watching(leg('connected')))).toBeNull();
  });

  it('is the bridge only while neither has one', () => {
    expect(shownTransport(instant(leg('connected'), leg('playing')))).toBe('bridge');
    expect(shownTransport(instant(leg('playing'), leg('playing')))).toBe('webrtc');
    expect(shownTransport({ ...instant(leg('connected'), leg('playing')), hls: leg('playing') })).toBe('hls');
  });
});
