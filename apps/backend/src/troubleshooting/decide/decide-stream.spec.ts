import type { PitFacts } from '../facts/pit-facts';
import {
  ago,
  CAMERA,
  GONE,
  itNames,
  LIVE,
  OFFLINE,
  publishing,
  PUSH,
  pushes,
  sees,
  tested,
  withServer,
} from '../../testing/pit-scenarios';

/** A test with this total response time of the camera. */
function answersIn(milliseconds: number, facts = tested()): PitFacts['test'] {
  if (facts.kind !== 'done') return facts;
  const steps = facts.test.steps.map((each) =>
    each.step === 'describe' ? { ...each, ms: milliseconds } : each,
  );
  return { ...facts, test: { ...facts.test, steps } };
}

describe('decideStream', () => {
  itNames([
    [
      'a pit that the media server does not know',
      { ...withServer({ hasPath: false }), ...GONE },
      'path-missing',
      'stream',
    ],
    ['a camera that only we reach', GONE, 'server-cannot-reach-camera', 'stream'],
    [
      'nothing while it is only beginning to be fetched',
      {
        viewerStream: OFFLINE,
        sourceStream: { ...OFFLINE, status: 'connecting', since: ago(5).toISOString() },
        player: null,
      },
      null,
    ],
    [
      'nothing for an on-demand camera without viewers',
      { camera: { ...CAMERA, onDemand: true }, ...GONE, player: null },
      null,
    ],
    [
      'an on-demand camera that is too slow',
      {
        camera: { ...CAMERA, onDemand: true },
        test: answersIn(4000),
        ...GONE,
        ...sees({ webrtc: 'configuration' }),
      },
      'slow-start',
      'stream',
    ],
    [
      'nothing of one that is slow, but not too slow',
      { camera: { ...CAMERA, onDemand: true }, test: answersIn(4000), ...GONE, player: null },
      null,
    ],
    [
      'an on-demand camera that is slower than its test',
      {
        camera: { ...CAMERA, onDemand: true },
        test: answersIn(6900, tested('play', 'silent')),
        ...GONE,
        player: null,
      },
      'slow-start',
      'stream',
    ],
    [
      'an on-demand camera that only we reach',
      { camera: { ...CAMERA, onDemand: true }, ...GONE, ...sees({ webrtc: 'configuration' }) },
      'server-cannot-reach-camera',
      'stream',
    ],
    ['a camera that disconnects', { outages: 5 }, 'disconnects', 'stream'],
    [
      'a frozen camera',
      { sourceStream: { ...LIVE, status: 'stalled' }, ...sees({ trouble: 'frozen' }) },
      'stalled',
      'stream',
    ],
    [
      'a re-encoding that does not come',
      { camera: { ...CAMERA, transcode: true }, viewerStream: OFFLINE, ...sees({}) },
      're-encoding-fails',
      'stream',
    ],
    [
      'Motion JPEG of which nothing comes',
      {
        ...pushes({}),
        ...withServer({ receivedBytes: 0 }),
        sourceStream: { ...LIVE, status: 'stalled', codec: 'M-JPEG' },
        viewerStream: { ...LIVE, status: 'stalled', codec: 'M-JPEG' },
      },
      'mjpeg-sends-nothing',
      'stream',
    ],
    ['a camera that has not pushed', pushes({}), 'not-publishing', 'stream'],
    [
      'a camera without a key',
      { ...pushes({}), camera: { ...PUSH, canPublish: false } },
      'no-publish-key',
      'stream',
    ],
    ['a wrong key', pushes(publishing('wrong-publish-key')), 'wrong-publish-key', 'stream'],
    [
      'a wrong key of yesterday',
      pushes(publishing('wrong-publish-key', ago(86_400))),
      'not-publishing',
      'stream',
    ],
    [
      'pushing to another pit',
      pushes({ strayPublish: { at: ago(5), path: 'workshop-1/pit-7' } }),
      'publishes-to-another-path',
      'stream',
    ],
    [
      'pushing to another of the pit’s own paths',
      pushes(publishing('camera-publishes-elsewhere')),
      'publishes-beside-the-path',
      'stream',
    ],
    ['a client without a key', pushes({ lastPublishDeniedAt: ago(5) }), 'publishing-refused', 'stream'],
  ]);
});
