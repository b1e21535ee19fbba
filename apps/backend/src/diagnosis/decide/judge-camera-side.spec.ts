import { CAMERA, GONE, itNames, LIVE, pushes, sees, tested } from '../../testing/pit-scenarios';

describe('a diagnosis of the camera', () => {
  itNames([
    ['nothing', {}, null],
    ['nothing while nobody watches', { player: null }, null],
    [
      'no camera',
      { camera: null, test: { kind: 'not-done', why: 'not-asked' }, ...GONE },
      'no-camera',
      'camera',
    ],
    ['a paused camera', { camera: { ...CAMERA, paused: true }, ...GONE }, 'paused', 'camera'],
    ['a camera that is off', { test: tested('reach', 'unreachable'), ...GONE }, 'unreachable', 'camera'],
    [
      'a wrong port',
      { test: tested('reach', 'refused-connection'), ...GONE },
      'refused-connection',
      'camera',
    ],
    [
      'a wrong password',
      { test: tested('describe', 'wrong-password'), ...GONE },
      'wrong-password',
      'sign-in',
    ],
    ['a wrong path', { test: tested('describe', 'wrong-path'), ...GONE }, 'wrong-path', 'sign-in'],
    ['no key frames', { test: tested('video', 'no-key-frame'), ...sees({}) }, 'no-key-frame', 'video'],
    [
      'B-frames',
      { test: tested('video', 'b-frames'), ...sees({ webrtc: 'ended-early' }) },
      'b-frames',
      'video',
    ],
    [
      'B-frames of a camera that pushes, which only a player shows',
      { ...pushes({}), arriving: LIVE, shown: LIVE, ...sees({ webrtc: 'ended-early' }) },
      'b-frames',
      'video',
    ],
    [
      'H.265',
      { test: tested('video', 'unsupported-codec', 'H265'), ...sees({ state: 'unsupported' }) },
      'video-is-h265',
      'video',
    ],
    [
      'nothing where this browser does show H.265',
      { test: tested('video', 'unsupported-codec', 'H265'), arriving: { ...LIVE, codec: 'H265' } },
      null,
    ],
    [
      'Motion JPEG',
      { test: tested('video', 'unsupported-codec', 'JPEG'), ...sees({}) },
      'video-is-mjpeg',
      'video',
    ],
    [
      'Motion JPEG of a camera that pushes',
      { ...pushes({}), arriving: { ...LIVE, codec: 'M-JPEG' }, ...sees({}) },
      'video-is-mjpeg',
      'video',
    ],
    [
      'a long key frame interval',
      { test: tested('video', 'long-key-frame-interval') },
      'long-key-frame-interval',
      'video',
    ],
    [
      'nothing where a camera takes no second connection',
      { test: tested('reach', 'refused-connection') },
      null,
    ],
  ]);
});
