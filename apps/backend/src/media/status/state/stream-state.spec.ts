import { type StreamStatus, UNKNOWN_STREAM } from '@ppf/contracts';
import { type PathItem, type Track } from '@ppf/mediamtx';
import { type DesiredStream } from '../../paths/desired/desired-streams';
import { nextStreamState, type StreamState, toStreamResponse, unknownStreamState } from './stream-state';

const PULL: DesiredStream = { kind: 'pull', onDemand: false, isLiteral: true };
const PUSH: DesiredStream = { kind: 'push', onDemand: false, isLiteral: false };
const ON_DEMAND: DesiredStream = { kind: 'pull', onDemand: true, isLiteral: true };

const item = (change: Partial<PathItem> = {}): PathItem => ({
  name: 'workshop-1/pit-1',
  confName: 'workshop-1/pit-1',
  ready: false,
  readyTime: null,
  sourceType: 'rtspsource',
  sourceId: '',
  tracks: [],
  bytesReceived: 0,
  readers: [],
  ...change,
});
const track = (codec: string, change: Partial<Track> = {}): Track => ({
  codec,
  profile: null,
  width: null,
  height: null,
  ...change,
});
const bytes = (bytesReceived: number) => item({ ready: true, bytesReceived, tracks: [track('H264')] });
const down = item();
const absent = undefined;

/** Polls one second apart: the listed item and the status after the poll. */
type Scenario = [PathItem | undefined, StreamStatus][];
const times = (count: number, listed: PathItem | undefined, status: StreamStatus): Scenario =>
  Array.from({ length: count }, () => [listed, status]);
/** A camera that is present for some polls and absent for others; its byte count restarts each time. */
const flaps = (count: number, present: StreamStatus[], absent: StreamStatus[]): Scenario =>
  Array.from({ length: count }, (): Scenario => [
    ...present.map((status, poll): Scenario[number] => [bytes(10 + poll), status]),
    ...absent.map((status): Scenario[number] => [down, status]),
  ]).flat();

describe('nextStreamState', () => {
  it.each<[string, DesiredStream, Scenario]>([
    [
      'a pulled camera that sends',
      PULL,
      [
        [down, 'connecting'],
        [bytes(10), 'live'],
        [bytes(20), 'live'],
      ],
    ],
    [
      'a stream that is ready before its first byte',
      PULL,
      [
        [bytes(0), 'connecting'],
        [bytes(0), 'connecting'],
        [bytes(9), 'live'],
      ],
    ],
    [
      'a stream that is ready and never sends',
      PULL,
      [...times(2, bytes(0), 'connecting'), [bytes(0), 'stalled']],
    ],
    [
      'a camera that stalls and recovers',
      PULL,
      [
        [bytes(10), 'live'],
        [bytes(10), 'live'],
        [bytes(10), 'stalled'],
        [bytes(10), 'stalled'],
        [bytes(11), 'live'],
      ],
    ],
    [
      'a camera that sends one picture per second, polled late',
      PULL,
      [
        [bytes(10), 'live'],
        [bytes(10), 'live'],
        [bytes(11), 'live'],
        [bytes(11), 'live'],
        [bytes(12), 'live'],
      ],
    ],
    [
      'a byte counter that is reset',
      PULL,
      [
        [bytes(900), 'live'],
        [bytes(5), 'live'],
      ],
    ],
    [
      'one poll without the stream',
      PULL,
      [
        [bytes(10), 'live'],
        [down, 'live'],
        [bytes(5), 'live'],
      ],
    ],
    [
      'a camera that disconnects',
      PULL,
      [
        [bytes(10), 'live'],
        [down, 'live'],
        [down, 'live'],
        ...times(7, down, 'connecting'),
        [down, 'connecting'],
        [down, 'offline'],
        [down, 'offline'],
      ],
    ],
    ['a camera that never connected', PULL, [...times(10, down, 'connecting'), ...times(5, down, 'offline')]],
    [
      'an offline camera that reconnects',
      PULL,
      [...times(10, down, 'connecting'), [down, 'offline'], [bytes(1), 'live'], [bytes(2), 'live']],
    ],
    [
      'a stalled stream that ends',
      PULL,
      [
        [bytes(1), 'live'],
        [bytes(1), 'live'],
        [bytes(1), 'stalled'],
        [down, 'stalled'],
        [down, 'stalled'],
        [down, 'connecting'],
      ],
    ],
    [
      'an unreachable camera that MediaMTX reports as online',
      PULL,
      [[item({ sourceType: 'rtspsource' }), 'connecting']],
    ],
    [
      'a publisher that is not connected',
      PUSH,
      [
        [absent, 'offline'],
        [absent, 'offline'],
      ],
    ],
    [
      'a publisher that connects and disconnects',
      PUSH,
      [
        [absent, 'offline'],
        [bytes(1), 'live'],
        [bytes(2), 'live'],
        [absent, 'live'],
        [absent, 'live'],
        [absent, 'offline'],
      ],
    ],
    [
      'a publisher that reconnects immediately',
      PUSH,
      [
        [bytes(100), 'live'],
        [absent, 'live'],
        [bytes(3), 'live'],
      ],
    ],
    ['a camera that flaps every second', PULL, flaps(60, ['live'], ['live'])],
    ['a publisher that flaps every second', PUSH, flaps(60, ['live'], ['live'])],
    [
      'a camera that flaps every three seconds',
      PULL,
      [
        ...flaps(3, ['live', 'live', 'live'], ['live', 'live', 'connecting']),
        ...flaps(6, ['connecting', 'connecting', 'connecting'], ['connecting', 'connecting', 'connecting']),
        ...times(1, bytes(1), 'connecting'),
      ],
    ],
    [
      'a publisher that flapped and then stays',
      PUSH,
      [
        ...flaps(3, ['live', 'live', 'live'], ['live', 'live', 'offline']),
        ...[1, 2, 3, 4, 5].map((count): Scenario[number] => [bytes(count), 'offline']),
        [bytes(6), 'live'],
        [bytes(7), 'live'],
      ],
    ],
    [
      'a camera that stalls repeatedly',
      PULL,
      [
        ...[1, 2, 3].flatMap((count): Scenario => [
          ...times(2, bytes(count), 'live'),
          [bytes(count), 'stalled'],
        ]),
        [bytes(4), 'stalled'],
        ...times(5, bytes(4), 'stalled'),
        ...[5, 6, 7, 8, 9].map((count): Scenario[number] => [bytes(count), 'stalled']),
        [bytes(10), 'live'],
      ],
    ],
    [
      'an on-demand camera that viewers open repeatedly',
      ON_DEMAND,
      flaps(5, ['live'], ['live', 'live', 'connecting']),
    ],
    ['an on-demand camera without viewers', ON_DEMAND, times(60, down, 'connecting')],
    [
      'an on-demand camera whose viewer leaves',
      ON_DEMAND,
      [
        [down, 'connecting'],
        [bytes(1), 'live'],
        [down, 'live'],
        [down, 'live'],
        [down, 'connecting'],
      ],
    ],
  ])('%s', (_, desired, scenario) => {
    let state: StreamState | undefined;
    const statuses = scenario.map(([listed], second) => {
      state = nextStreamState(state, desired, listed, second * 1000);
      return state.status;
    });
    expect(statuses).toEqual(scenario.map(([, status]) => status));
  });

  /** States after polls one second apart. */
  const after = (...polls: (PathItem | undefined)[]) =>
    polls.reduce<StreamState[]>(
      (states, listed) => [...states, nextStreamState(states.at(-1), PULL, listed, states.length * 1000)],
      [],
    );

  it('reports the picture, the viewers and the start of the status', () => {
    const readers = [
      { type: 'webrtcsession', id: 'a' },
      { type: 'hlsmuxer', id: '' },
    ];
    const tracks = [track('MPEG-4 Audio'), track('H264', { profile: 'High', width: 1280, height: 720 })];
    const [, first, second] = after(down, { ...bytes(5), tracks, readers }, { ...bytes(9), tracks });
    const expected = {
      status: 'live',
      cause: null,
      since: '1970-01-01T00:00:01.000Z',
      codec: 'H264',
      profile: 'High',
      width: 1280,
      height: 720,
    };
    expect(first && toStreamResponse(first)).toEqual({ ...expected, bits_per_second: null, readers: 1 });
    expect(second && toStreamResponse(second)).toEqual({ ...expected, bits_per_second: 32, readers: 0 });
  });

  it('has no codec without a picture', () => {
    const [state] = after({ ...bytes(5), tracks: [track('Opus')] });
    expect(state?.video).toBeNull();
  });

  it.each([
    ['existed before the first poll is live since its ready time', new Date(-60_000), -60_000],
    ['has a ready time in the future, by another clock, is live since now', new Date(5000), 0],
    ['has no ready time is live since now', null, 0],
  ])('a stream that %s', (_, readyTime, since) => {
    expect(after({ ...bytes(5), readyTime })[0]?.since).toBe(since);
  });

  it('is live since it recovered, whatever the ready time is', () => {
    const readyTime = new Date(-60_000);
    const states = after(...[1, 1, 1, 2].map((count) => ({ ...bytes(count), readyTime })));
    expect(states.map(({ status }) => status)).toEqual(['live', 'live', 'stalled', 'live']);
    expect(states.at(-1)?.since).toBe(3000);
  });

  it('has a bitrate of zero while it is stalled, and none while there is no stream', () => {
    const states = after(
      bytes(1000),
      bytes(2000),
      ...[1, 2].map(() => bytes(2000)),
      bytes(3000),
      down,
      down,
      down,
    );
    expect(states.map((state) => toStreamResponse(state).bits_per_second)).toEqual([
      null,
      8000,
      8000,
      0,
      8000,
      8000,
      8000,
      null,
    ]);
  });

  it('is unknown without a start while the media server is unreachable', () => {
    expect(toStreamResponse(unknownStreamState(5000))).toEqual(UNKNOWN_STREAM);
    expect(nextStreamState(unknownStreamState(0), PULL, bytes(7), 9000).status).toBe('live');
  });
});
