import { judgeVideo } from './judge-video';
const GOOD = {
  codec: 'H264',
  profile: 'Main',
  level: '4.0',
  width: 1920,
  height: 1080,
  frameRate: 25,
  bitrate: 4_000_000,
  keyFrameIntervalMs: 1_000,
  keyFrames: 3,
  bFrames: false,
  watchedMs: 2_000,
};
describe('judgeVideo', () => {
  it.each([
    ['a good camera', {}, 20, null],
    ['no packet at all', { keyFrames: 0 }, null, 'no-picture'],
    ['packets that stopped', {}, 2_001, 'stalled'],
    ['a slow camera of one picture a second', { frameRate: 1 }, 1_100, null],
    ['H.265', { codec: 'H265' }, 20, 'unsupported-codec'],
    ['H.265 without a key frame', { codec: 'H265', keyFrames: 0 }, 20, 'unsupported-codec'],
    ['MJPEG', { codec: 'JPEG', profile: null }, 20, 'unsupported-codec'],
    ['a profile that browsers lack', { profile: 'High 4:2:2' }, 20, 'unsupported-codec'],
    ['a profile that was not seen', { profile: null }, 20, null],
    ['no key frame', { keyFrames: 0, keyFrameIntervalMs: null, watchedMs: 6_000 }, 20, 'no-key-frame'],
    ['B-frames', { bFrames: true }, 20, 'b-frames'],
    ['B-frames and seldom key frames', { bFrames: true, keyFrameIntervalMs: 9_000 }, 20, 'b-frames'],
    ['B-frames that cannot be told', { bFrames: null }, 20, null],
    ['a key frame each two seconds', { keyFrameIntervalMs: 2_000 }, 20, null],
    ['a key frame each two and a half seconds', { keyFrameIntervalMs: 2_500 }, 20, null],
    ['a key frame each three seconds', { keyFrameIntervalMs: 3_000 }, 20, 'long-key-frame-interval'],
    [
      'one key frame in six seconds',
      { keyFrames: 1, keyFrameIntervalMs: null, watchedMs: 5_950 },
      20,
      'long-key-frame-interval',
    ],
    [
      'one key frame in a short watch',
      { keyFrames: 1, keyFrameIntervalMs: null, watchedMs: 4_900 },
      20,
      null,
    ],
  ])('judges %s', (_what, facts, silentMs, code) => {
    expect(judgeVideo({ ...GOOD, ...facts }, silentMs)).toBe(code);
  });
});
