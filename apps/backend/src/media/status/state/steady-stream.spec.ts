import { type PathItem, type Track } from '@ppf/mediamtx';
import { type DesiredStream } from '../../paths/desired/desired-streams';
import { advanceSteadyStream } from './steady-stream';
import { nextStreamState, type StreamState } from './stream-state';

const PULL: DesiredStream = { kind: 'pull', onDemand: false, isLiteral: true };
const item = (change: Partial<PathItem>): PathItem => ({
  ...{ name: 'workshop-1/pit-1', confName: 'workshop-1/pit-1', ready: false, readyTime: null },
  ...{ sourceType: 'rtspsource', sourceId: '', tracks: [], bytesReceived: 0, readers: [] },
  ...change,
});
const track = (codec: string): Track => ({ codec, profile: null, width: null, height: null });
const TRACKS = [track('H264')];

describe('a steady stream', () => {
  const viewers = [{ type: 'webrtcsession', id: 'a' }];
  const polls: { name: string; bytes: number; readers?: PathItem['readers']; ready?: boolean }[][] = [
    [100, 200, 300, 8_000_000, 8_000_001].map((count) => ({ name: `${count} bytes`, bytes: count })),
    [
      { name: 'its first viewer', bytes: 10 },
      { name: 'its first viewer', bytes: 20, readers: viewers },
      { name: 'its last viewer', bytes: 30 },
    ],
    [
      { name: 'a count that restarts', bytes: 500 },
      { name: 'a count that restarts', bytes: 20 },
      { name: 'a count that restarts', bytes: 40 },
    ],
    [
      { name: 'a stall', bytes: 10 },
      ...[1, 2, 3].map(() => ({ name: 'a stall', bytes: 11 })),
      { name: 'a stall', bytes: 12 },
      { name: 'a stall', bytes: 13 },
    ],
    [
      { name: 'a gap', bytes: 10 },
      { name: 'a gap', bytes: 0, ready: false },
      { name: 'a gap', bytes: 20 },
      { name: 'a gap', bytes: 30 },
    ],
  ];

  it.each(polls.map((each) => [each[0]?.name, each] as const))(
    'has the state that is decided for any stream: %s',
    (_, listed) => {
      const tracks = [track('MPEG-4 Audio'), track('H264')];
      const run = (canAdvance: boolean) => {
        let state: StreamState | undefined;
        return listed.map(({ bytes: bytesReceived, readers = [], ready = true }, at) => {
          const polled = item({ ready, bytesReceived, readers, tracks: ready ? tracks : [] });
          const now = 1_000_000 + at * 1000;
          const isAdvanced = canAdvance && state !== undefined && advanceSteadyStream(state, polled, now);
          if (!isAdvanced) state = nextStreamState(state, PULL, polled, now);
          return structuredClone(state);
        });
      };
      expect(run(true)).toEqual(run(false));
    },
  );

  const first = () =>
    nextStreamState(undefined, PULL, item({ ready: true, bytesReceived: 1, tracks: TRACKS }), 1000);
  /** A stream whose bitrate was reported. */
  const steady = () =>
    nextStreamState(first(), PULL, item({ ready: true, bytesReceived: 2, tracks: TRACKS }), 2000);

  it.each<[string, () => StreamState, Partial<PathItem>, boolean]>([
    ['that sends', steady, {}, true],
    ['without a reported bitrate', first, {}, false],
    ['with a first viewer', steady, { readers: [{ type: 'webrtcsession', id: 'a' }] }, false],
    ['with other tracks', steady, { tracks: [track('H265')] }, false],
    ['with equal tracks that were parsed again', steady, { tracks: structuredClone(TRACKS) }, false],
    ['whose bytes stay', steady, { bytesReceived: 2 }, false],
    ['whose bytes restart', steady, { bytesReceived: 1 }, false],
    ['that is not ready', steady, { ready: false }, false],
    ['that recovers', () => ({ ...steady(), cause: 'camera' }), {}, false],
    ['within a grace period', () => ({ ...steady(), graceUntil: 9000 }), {}, false],
    ['that fell before', () => ({ ...steady(), falls: [1500] }), {}, false],
    ['that is stalled', () => ({ ...steady(), status: 'stalled' }), {}, false],
  ])('is advanced, or left as it is: a stream %s', (_, before, change, isAdvanced) => {
    const state = before();
    const unchanged = structuredClone(state);
    const listed = item({ ready: true, bytesReceived: 3, tracks: TRACKS, ...change });
    expect(advanceSteadyStream(state, listed, 3000)).toBe(isAdvanced);
    if (isAdvanced)
      expect(state).toMatchObject({ status: 'live', bytes: 3, grewAt: 3000, since: unchanged.since });
    else expect(state).toEqual(unchanged);
  });
});
