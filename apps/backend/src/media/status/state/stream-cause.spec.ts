import { type StreamCause, type StreamStatus } from '@ppf/contracts';
import { type PathItem } from '@ppf/mediamtx';
import { type DesiredStream } from '../../paths/desired/desired-streams';
import { nextStreamState, type StreamState, unreachableStreamState } from './stream-state';
import { attributeToServer, type Disturbance, startGracePeriod } from './stream-cause';

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
const sends = (bytesReceived: number) => item({ ready: true, bytesReceived });
const down = item();
const lost = undefined;

/** Result of one poll per second: the listed item after an optional disturbance, or a failure. */
type Event = { item: PathItem | undefined; after?: Disturbance } | 'failed' | 'unreachable';
type Outcome = [StreamStatus, StreamCause | null];
const listed = (item: PathItem | undefined, after?: Disturbance): Event =>
  after ? { item, after } : { item };
const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

function run(events: readonly Event[], desired: DesiredStream): Outcome[] {
  let state: StreamState | undefined;
  return events.map((event, second) => {
    const now = second * 1000;
    if (event === 'failed') state = state && attributeToServer(state);
    else if (event === 'unreachable') state = state && unreachableStreamState(state, now);
    else {
      const before = state && startGracePeriod(state, event.after ?? 'none', now);
      state = nextStreamState(before, desired, event.item, now);
    }
    return [state?.status ?? 'unknown', state?.cause ?? null];
  });
}

describe('the cause of a missing picture', () => {
  it.each<[string, DesiredStream, Event[], Outcome]>([
    ['none while the picture is there', PULL, [listed(sends(1)), listed(sends(2))], ['live', null]],
    [
      'the camera when it stops sending',
      PULL,
      [listed(sends(1)), ...times(3, listed(sends(1)))],
      ['stalled', 'camera'],
    ],
    [
      'the camera when it disconnects',
      PULL,
      [listed(sends(1)), ...times(14, listed(down))],
      ['offline', 'camera'],
    ],
    ['the camera when it never connected', PULL, times(14, listed(down)), ['offline', 'camera']],
    ['none of an on-demand camera without viewers', ON_DEMAND, times(5, listed(down)), ['connecting', null]],
    ['the media server when a poll fails', PULL, [listed(sends(1)), 'failed'], ['live', 'media-server']],
    [
      'the media server when it is unreachable',
      PULL,
      [listed(sends(1)), 'failed', 'unreachable'],
      ['unknown', 'media-server'],
    ],
    [
      'the media server after it was killed, until the picture is back',
      PULL,
      [listed(sends(1)), 'failed', listed(lost, 'returned'), ...times(13, listed(down))],
      ['offline', 'media-server'],
    ],
    [
      'none when the picture is back',
      PULL,
      [listed(sends(1)), 'failed', listed(lost, 'returned'), ...times(5, listed(down)), listed(sends(3))],
      ['live', null],
    ],
    [
      'the media server when it restarted between two polls',
      PULL,
      [listed(sends(1)), listed(lost), ...times(13, listed(down))],
      ['offline', 'media-server'],
    ],
    [
      'the media server after it hung, while no bytes arrive',
      PULL,
      [listed(sends(1)), 'failed', 'failed', listed(sends(1), 'returned')],
      ['stalled', 'media-server'],
    ],
    [
      'the media server after it hung, also when its buffered bytes arrive first',
      PULL,
      [listed(sends(1)), 'failed', listed(sends(2), 'returned'), ...times(4, listed(down))],
      ['connecting', 'media-server'],
    ],
    [
      'the media server after it hung, for a push camera',
      PUSH,
      [listed(sends(1)), 'failed', ...times(4, listed(undefined, 'returned'))],
      ['offline', 'media-server'],
    ],
    [
      'the camera when it is not back after the grace period',
      PULL,
      [listed(sends(1)), 'failed', listed(lost, 'returned'), ...times(61, listed(down))],
      ['offline', 'camera'],
    ],
    [
      'the camera when it was down before the media server was',
      PULL,
      [
        listed(sends(1)),
        ...times(14, listed(down)),
        'failed',
        'unreachable',
        listed(lost, 'returned'),
        listed(down),
      ],
      ['connecting', 'camera'],
    ],
    [
      'the camera when it disconnects long after the media server returned',
      PULL,
      [
        listed(sends(1)),
        'failed',
        listed(sends(2), 'returned'),
        ...Array.from({ length: 15 }, (_, more) => listed(sends(3 + more))),
        ...times(3, listed(down)),
      ],
      ['connecting', 'camera'],
    ],
    [
      'the camera when the media server always responds late',
      PULL,
      [listed(sends(1), 'late'), listed(sends(2), 'late'), ...times(8, listed(down, 'late'))],
      ['connecting', 'camera'],
    ],
    [
      'the camera when it stays down while the media server hangs repeatedly',
      PULL,
      [listed(sends(1), 'returned'), listed(sends(2), 'returned'), ...times(64, listed(down, 'returned'))],
      ['offline', 'camera'],
    ],
  ])('is %s', (_cause, desired, events, outcome) => {
    expect(run(events, desired).at(-1)).toEqual(outcome);
  });
});
