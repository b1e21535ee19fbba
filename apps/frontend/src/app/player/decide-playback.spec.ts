import { decidePlayback, type PlaybackStep, shownTransport } from './decide-playback';
import { type Leg, UNTRIED } from './playback-leg';
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
const open = (transport: 'webrtc' | 'hls'): PlaybackStep => ({ step: 'open', transport });
const close = (transport: 'webrtc' | 'hls'): PlaybackStep => ({ step: 'close', transport });
const giveUp = (
  transport: 'webrtc' | 'hls',
  failure: 'frozen' | 'no-connection' | 'no-frames',
): PlaybackStep => ({
  step: 'give-up',
  transport,
  failure,
});
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

describe('shownTransport', () => {
  it('is WebRTC as soon as it has a picture, else HLS, else none', () => {
    expect(shownTransport(watching(leg('playing'), leg('playing')))).toBe('webrtc');
    expect(shownTransport(watching(leg('connected'), leg('playing')))).toBe('hls');
    expect(shownTransport(watching(leg('connected')))).toBeNull();
  });
});
