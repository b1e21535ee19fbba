import type { VideoFacts } from '../video/video-facts';
import { checkVideo } from './check-video';

const GOOD: VideoFacts = {
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
  hasIntraRefresh: false,
  hasNoSize: false,
  timestampJumps: 0,
  watchedMs: 2_000,
};

describe('checkVideo', () => {
  it.each<[string, Partial<VideoFacts>, number | null, string | null]>([
    ['a good camera', {}, 20, null],
    ['no packet at all', { keyFrames: 0 }, null, 'no-picture'],
    ['packets that stopped', {}, 2_001, 'stalled'],
    ['a slow camera of one picture a second', { frameRate: 1 }, 1_100, null],
    ['H.265', { codec: 'H265' }, 20, 'unsupported-codec'],
    ['H.265 without a key frame', { codec: 'H265', keyFrames: 0 }, 20, 'unsupported-codec'],
    ['MJPEG', { codec: 'JPEG', profile: null }, 20, 'unsupported-codec'],
    ['a profile that no browser shows', { profile: 'Extended' }, 20, 'unsupported-codec'],
    ['10 bits', { profile: 'High 10' }, 20, 'uncommon-profile'],
    ['colors in 4:2:2', { profile: 'High 4:2:2' }, 20, 'uncommon-profile'],
    ['colors in 4:4:4', { profile: 'High 4:4:4 Predictive' }, 20, 'uncommon-profile'],
    ['10 bits with B-frames', { profile: 'High 10', bFrames: true }, 20, 'b-frames'],
    ['MJPEG without a size', { codec: 'JPEG', profile: null, hasNoSize: true }, 20, 'mjpeg-too-large'],
    ['a timestamp that jumps', { timestampJumps: 1 }, 20, 'timestamps-jump'],
    [
      'intra refresh',
      { keyFrames: 1, keyFrameIntervalMs: null, hasIntraRefresh: true, watchedMs: 12_000 },
      20,
      'intra-refresh',
    ],
    [
      'intra refresh without any key frame',
      { keyFrames: 0, keyFrameIntervalMs: null, hasIntraRefresh: true, watchedMs: 6_000 },
      20,
      'intra-refresh',
    ],
    ['a profile that was not seen', { profile: null }, 20, null],
    [
      'no key frame at all',
      { keyFrames: 0, keyFrameIntervalMs: null, watchedMs: 11_800 },
      20,
      'no-key-frame',
    ],
    [
      'no key frame in six seconds, as of a camera that sends one each ten',
      { keyFrames: 0, keyFrameIntervalMs: null, watchedMs: 6_000 },
      20,
      'long-key-frame-interval',
    ],
    ['B-frames', { bFrames: true }, 20, 'b-frames'],
    ['B-frames and seldom key frames', { bFrames: true, keyFrameIntervalMs: 9_000 }, 20, 'b-frames'],
    ['unknown B-frames', { bFrames: null }, 20, null],
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
  ])('checks %s', (_what, facts, silentMs, code) => {
    expect(checkVideo({ ...GOOD, ...facts }, silentMs)).toBe(code);
  });
});
