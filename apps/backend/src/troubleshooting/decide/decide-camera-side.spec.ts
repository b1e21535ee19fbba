import type { CameraTestVideo } from '@ppf/contracts';
import type { PitFacts } from '../facts/pit-facts';
import {
  ago,
  CAMERA,
  GONE,
  itNames,
  LIVE,
  pushes,
  sees,
  tested,
  WELL,
  withServer,
} from '../../testing/pit-scenarios';
import { decideDiagnosis } from './decide-diagnosis';

/** A test that saw no key frame, in less time than proves that there is none. */
function withoutKeyFrames(): PitFacts['test'] {
  const facts = tested('video', 'long-key-frame-interval');
  const video = { codec: 'H264', profile: null, key_frames: 0 } as CameraTestVideo;
  return facts.kind === 'done' ? { ...facts, test: { ...facts.test, video } } : facts;
}

/** A media server that has received no byte of a stream for this number of seconds. */
function waitingFor(seconds: number): Partial<PitFacts> {
  const sourceStream = { ...LIVE, status: 'stalled' as const, since: ago(seconds).toISOString() };
  return { sourceStream, viewerStream: sourceStream, ...withServer({ receivedBytes: 0 }) };
}

describe('decideCameraStep', () => {
  itNames([
    ['nothing', {}, null],
    ['nothing without viewers', { player: null }, null],
    [
      'no camera',
      { camera: null, test: { kind: 'not-done', why: 'not-asked' }, ...GONE },
      'no-camera',
      'camera',
    ],
    [
      'a camera that the media server does not pull as it is set up',
      { camera: { ...CAMERA, notApplied: 'The stored address cannot be used.' }, ...GONE },
      'camera-not-applied',
      'camera',
    ],
    [
      'nothing of the stored row, while the camera is live',
      { camera: { ...CAMERA, notApplied: 'The stored password cannot be opened.' } },
      null,
    ],
    [
      'a camera that was paused because it redirects',
      { camera: { ...CAMERA, paused: true, pauseReason: 'redirects' }, ...GONE },
      'redirected',
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
    [
      'a sign-in that the media server does not have',
      { test: tested('describe', 'sign-in-unsupported'), ...GONE },
      'sign-in-unsupported',
      'sign-in',
    ],
    [
      'a sign-in that is refused before anything else',
      { test: tested('options', 'sign-in-unsupported'), ...GONE },
      'sign-in-unsupported',
      'sign-in',
    ],
    [
      'a track that the media server does not accept',
      { test: tested('describe', 'invalid-track'), ...GONE },
      'invalid-track',
      'video',
    ],
    ['no key frames', { test: tested('video', 'no-key-frame'), ...sees({}) }, 'no-key-frame', 'video'],
    [
      'no key frames, of which the test has seen none and the player no picture',
      { test: withoutKeyFrames(), ...sees({ webrtc: 'no-frames' }) },
      'no-key-frame',
      'video',
    ],
    [
      'no key frames, of which the test has seen none and the media server waits for one',
      { test: withoutKeyFrames(), ...waitingFor(13), player: null },
      'no-key-frame',
      'video',
    ],
    [
      'rare key frames, of which the first one is still to come',
      { test: withoutKeyFrames(), ...waitingFor(5), player: null },
      'long-key-frame-interval',
      'video',
    ],
    [
      'rare key frames, of which the test has seen none in its few seconds',
      { test: withoutKeyFrames(), player: null },
      'long-key-frame-interval',
      'video',
    ],
    ['intra refresh', { test: tested('video', 'intra-refresh'), ...sees({}) }, 'intra-refresh', 'video'],
    [
      'Motion JPEG that is too large',
      { test: tested('video', 'mjpeg-too-large', 'JPEG'), ...sees({}) },
      'mjpeg-too-large',
      'video',
    ],
    ['timestamps that jump', { test: tested('video', 'timestamps-jump') }, 'timestamps-jump', 'video'],
    ['an uncommon profile', { test: tested('video', 'uncommon-profile') }, 'uncommon-profile', 'video'],
    [
      'an uncommon profile of a camera that pushes',
      { ...pushes({}), sourceStream: { ...LIVE, profile: 'High 4:2:2' }, viewerStream: LIVE },
      'uncommon-profile',
      'video',
    ],
    [
      'B-frames',
      { test: tested('video', 'b-frames'), ...sees({ webrtc: 'ended-early' }) },
      'b-frames',
      'video',
    ],
    [
      'B-frames of a camera that pushes, which only a player shows',
      { ...pushes({}), sourceStream: LIVE, viewerStream: LIVE, ...sees({ webrtc: 'ended-early' }) },
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
      { test: tested('video', 'unsupported-codec', 'H265'), sourceStream: { ...LIVE, codec: 'H265' } },
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
      { ...pushes({}), sourceStream: { ...LIVE, codec: 'M-JPEG' }, ...sees({}) },
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

describe('the steps around a denied sign-in', () => {
  const statesOf = (test: PitFacts['test']) =>
    decideDiagnosis({ ...WELL, test, ...GONE }, 'owner').steps.map(({ step, state }) => [step, state]);

  it('report that the camera was reached', () => {
    expect(statesOf(tested('describe', 'sign-in-unsupported')).slice(0, 2)).toEqual([
      ['camera', 'ok'],
      ['sign-in', 'fault'],
    ]);
  });

  it('report that the sign-in was accepted if the description is invalid', () => {
    expect(statesOf(tested('describe', 'invalid-track')).slice(0, 3)).toEqual([
      ['camera', 'ok'],
      ['sign-in', 'ok'],
      ['video', 'fault'],
    ]);
  });
});
