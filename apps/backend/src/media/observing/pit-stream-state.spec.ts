import { type StreamStatus, UNHEARD_STREAM } from '@ppf/contracts';
import { type PathItem, type Track } from '@ppf/mediamtx';
import { type DesiredStream } from '../paths/desired-streams';
import { nextStreamState, type PitStreamState, shown, unheardStreamState } from './pit-stream-state';

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

/** Readings a second apart: what MediaMTX says, and the status after it. */
type Story = [PathItem | undefined, StreamStatus][];
const times = (count: number, seen: PathItem | undefined, status: StreamStatus): Story =>
  Array.from({ length: count }, () => [seen, status]);
/** A camera that is there for some readings and gone for some, and begins its bytes anew each time. */
const flaps = (count: number, there: StreamStatus[], gone: StreamStatus[]): Story =>
  Array.from({ length: count }, (): Story => [
    ...there.map((status, reading): Story[number] => [bytes(10 + reading), status]),
    ...gone.map((status): Story[number] => [down, status]),
  ]).flat();

describe('the state of a pit’s stream', () => {
  it.each<[string, DesiredStream, Story]>([
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
      'a camera that freezes and comes back',
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
      'a camera that sends one picture a second, seen late',
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
      'a counter that begins anew',
      PULL,
      [
        [bytes(900), 'live'],
        [bytes(5), 'live'],
      ],
    ],
    [
      'one reading without the stream',
      PULL,
      [
        [bytes(10), 'live'],
        [down, 'live'],
        [bytes(5), 'live'],
      ],
    ],
    [
      'a camera that goes away',
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
    ['a camera that was never there', PULL, [...times(10, down, 'connecting'), ...times(5, down, 'offline')]],
    [
      'an offline camera that comes back',
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
      'a camera that cannot be reached though it is online',
      PULL,
      [[item({ sourceType: 'rtspsource' }), 'connecting']],
    ],
    [
      'a publisher that is not there',
      PUSH,
      [
        [absent, 'offline'],
        [absent, 'offline'],
      ],
    ],
    [
      'a publisher that comes and goes',
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
      'a publisher that reconnects at once',
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
      'a publisher that flapped, and then stays',
      PUSH,
      [
        ...flaps(3, ['live', 'live', 'live'], ['live', 'live', 'offline']),
        ...[1, 2, 3, 4, 5].map((count): Story[number] => [bytes(count), 'offline']),
        [bytes(6), 'live'],
        [bytes(7), 'live'],
      ],
    ],
    [
      'a camera that freezes again and again',
      PULL,
      [
        ...[1, 2, 3].flatMap((count): Story => [
          ...times(2, bytes(count), 'live'),
          [bytes(count), 'stalled'],
        ]),
        [bytes(4), 'stalled'],
        ...times(5, bytes(4), 'stalled'),
        ...[5, 6, 7, 8, 9].map((count): Story[number] => [bytes(count), 'stalled']),
        [bytes(10), 'live'],
      ],
    ],
    [
      'an on-demand camera that is watched again and again',
      ON_DEMAND,
      flaps(5, ['live'], ['live', 'live', 'connecting']),
    ],
    ['an on-demand camera that nobody watches', ON_DEMAND, times(60, down, 'connecting')],
    [
      'an on-demand camera, watched and left',
      ON_DEMAND,
      [
        [down, 'connecting'],
        [bytes(1), 'live'],
        [down, 'live'],
        [down, 'live'],
        [down, 'connecting'],
      ],
    ],
  ])('%s', (_, desired, story) => {
    let state: PitStreamState | undefined;
    const seen = story.map(([reading], second) => {
      state = nextStreamState(state, desired, reading, second * 1000);
      return state.status;
    });
    expect(seen).toEqual(story.map(([, status]) => status));
  });

  /** The states after readings a second apart. */
  const after = (...seen: (PathItem | undefined)[]) =>
    seen.reduce<PitStreamState[]>(
      (states, reading) => [...states, nextStreamState(states.at(-1), PULL, reading, states.length * 1000)],
      [],
    );

  it('tells the picture, who reads and since when', () => {
    const readers = [
      { type: 'webrtcsession', id: 'a' },
      { type: 'hlsmuxer', id: '' },
    ];
    const tracks = [track('MPEG-4 Audio'), track('H264', { profile: 'High', width: 1280, height: 720 })];
    const [, first, second] = after(down, { ...bytes(5), tracks, readers }, { ...bytes(9), tracks });
    const told = {
      status: 'live',
      cause: null,
      since: '1970-01-01T00:00:01.000Z',
      codec: 'H264',
      profile: 'High',
      width: 1280,
      height: 720,
    };
    expect(first && shown(first)).toEqual({ ...told, bits_per_second: null, readers: 1 });
    expect(second && shown(second)).toEqual({ ...told, bits_per_second: 32, readers: 0 });
  });

  it('has no codec without a picture', () => {
    const [state] = after({ ...bytes(5), tracks: [track('Opus')] });
    expect(state?.video).toBeNull();
  });

  it.each([
    ['was there before us is live for as long as it was there', new Date(-60_000), -60_000],
    ['is there since a later instant, by another clock, is live since now', new Date(5000), 0],
    ['does not say since when is live since now', null, 0],
  ])('a stream that %s', (_, readyTime, since) => {
    expect(after({ ...bytes(5), readyTime })[0]?.since).toBe(since);
  });

  it('is live since it came back, however long the media server has the stream', () => {
    const readyTime = new Date(-60_000);
    const states = after(...[1, 1, 1, 2].map((count) => ({ ...bytes(count), readyTime })));
    expect(states.map(({ status }) => status)).toEqual(['live', 'live', 'stalled', 'live']);
    expect(states.at(-1)?.since).toBe(3000);
  });

  it('sends nothing while it is stalled, and has no bitrate while it is gone', () => {
    const states = after(
      bytes(1000),
      bytes(2000),
      ...[1, 2].map(() => bytes(2000)),
      bytes(3000),
      down,
      down,
      down,
    );
    expect(states.map((state) => shown(state).bits_per_second)).toEqual([
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

  it('is unknown, since no instant, when the media server is not heard', () => {
    expect(shown(unheardStreamState(5000))).toEqual(UNHEARD_STREAM);
    expect(nextStreamState(unheardStreamState(0), PULL, bytes(7), 9000).status).toBe('live');
  });
});
