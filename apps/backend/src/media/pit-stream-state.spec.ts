import { type StreamStatus } from '@ppf/contracts';
import { type PathItem } from '@ppf/mediamtx';
import { type DesiredStream } from './desired-streams';
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
const bytes = (bytesReceived: number) => item({ ready: true, bytesReceived, tracks: ['H264'] });
const down = item();
const absent = undefined;

/** Readings a second apart: what MediaMTX says, and the status after it. */
type Story = [PathItem | undefined, StreamStatus][];
const times = (count: number, seen: PathItem | undefined, status: StreamStatus): Story =>
  Array.from({ length: count }, () => [seen, status]);

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
      [...times(3, bytes(0), 'connecting'), [bytes(0), 'stalled']],
    ],
    [
      'a camera that freezes and comes back',
      PULL,
      [
        [bytes(10), 'live'],
        [bytes(10), 'live'],
        [bytes(10), 'live'],
        [bytes(10), 'stalled'],
        [bytes(10), 'stalled'],
        [bytes(11), 'live'],
      ],
    ],
    [
      'a pause of two seconds',
      PULL,
      [
        [bytes(10), 'live'],
        ...times(2, bytes(10), 'live'),
        [bytes(11), 'live'],
        ...times(2, bytes(11), 'live'),
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
        ...times(2, bytes(1), 'live'),
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

  it('tells codec, readers and since when', () => {
    const readers = [
      { type: 'webrtcsession', id: 'a' },
      { type: 'hlsmuxer', id: '' },
    ];
    const tracks = ['MPEG-4 Audio', 'H264'];
    const first = nextStreamState(undefined, PULL, { ...bytes(5), tracks, readers }, 1000);
    const second = nextStreamState(first, PULL, { ...bytes(9), tracks }, 2000);
    expect(shown(first)).toEqual({
      status: 'live',
      since: '1970-01-01T00:00:01.000Z',
      codec: 'H264',
      readers: 2,
    });
    expect(shown(second)).toEqual({
      status: 'live',
      since: '1970-01-01T00:00:01.000Z',
      codec: 'H264',
      readers: 0,
    });
  });

  it('has no codec without a picture', () => {
    expect(nextStreamState(undefined, PULL, { ...bytes(5), tracks: ['Opus'] }, 0).codec).toBeNull();
  });

  it('is unknown, since no instant, when the media server is not heard', () => {
    expect(shown(unheardStreamState(5000))).toEqual({
      status: 'unknown',
      since: null,
      codec: null,
      readers: 0,
    });
    expect(nextStreamState(unheardStreamState(0), PULL, bytes(7), 9000).status).toBe('live');
  });
});
