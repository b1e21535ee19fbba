import { type StreamCause, type StreamStatus } from '@ppf/contracts';
import { type PathItem } from '@ppf/mediamtx';
import { type DesiredStream } from '../paths/desired-streams';
import { nextStreamState, type PitStreamState, unansweredStreamState } from './pit-stream-state';
import { blameServer, type Disturbance, excuse } from './stream-blame';

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
const forgotten = undefined;

/** Each second: what the media server says, or that it does not. `answers after …` come before the reading. */
type Event = { reading: PathItem | undefined; after?: Disturbance } | 'no answer' | 'no answer for long';
type Told = [StreamStatus, StreamCause | null];
const reads = (reading: PathItem | undefined, after?: Disturbance): Event =>
  after ? { reading, after } : { reading };
const times = <T>(count: number, what: T): T[] => Array.from({ length: count }, () => what);

function tell(events: readonly Event[], desired: DesiredStream): Told[] {
  let state: PitStreamState | undefined;
  return events.map((event, second) => {
    const now = second * 1000;
    if (event === 'no answer') state = state && blameServer(state);
    else if (event === 'no answer for long') state = state && unansweredStreamState(state, now);
    else {
      const before = state && excuse(state, event.after ?? 'none', now);
      state = nextStreamState(before, desired, event.reading, now);
    }
    return [state?.status ?? 'unknown', state?.cause ?? null];
  });
}

describe('who is at fault for a picture that is away', () => {
  it.each<[string, DesiredStream, Event[], Told]>([
    ['nobody, while it is there', PULL, [reads(sends(1)), reads(sends(2))], ['live', null]],
    [
      'the camera that stops sending',
      PULL,
      [reads(sends(1)), ...times(3, reads(sends(1)))],
      ['stalled', 'camera'],
    ],
    ['the camera that goes away', PULL, [reads(sends(1)), ...times(14, reads(down))], ['offline', 'camera']],
    ['the camera that was never there', PULL, times(14, reads(down)), ['offline', 'camera']],
    ['nobody, of one that no viewer asks for', ON_DEMAND, times(5, reads(down)), ['connecting', null]],
    ['the media server that does not answer', PULL, [reads(sends(1)), 'no answer'], ['live', 'media-server']],
    [
      'the media server that has not answered for long',
      PULL,
      [reads(sends(1)), 'no answer', 'no answer for long'],
      ['unknown', 'media-server'],
    ],
    [
      'the media server that was killed, until the picture is back',
      PULL,
      [reads(sends(1)), 'no answer', reads(forgotten, 'back'), ...times(13, reads(down))],
      ['offline', 'media-server'],
    ],
    [
      'nobody, when it is back',
      PULL,
      [reads(sends(1)), 'no answer', reads(forgotten, 'back'), ...times(5, reads(down)), reads(sends(3))],
      ['live', null],
    ],
    [
      'the media server that was restarted between two readings',
      PULL,
      [reads(sends(1)), reads(forgotten), ...times(13, reads(down))],
      ['offline', 'media-server'],
    ],
    [
      'the media server that froze, of a picture that has not grown since',
      PULL,
      [reads(sends(1)), 'no answer', 'no answer', reads(sends(1), 'back')],
      ['stalled', 'media-server'],
    ],
    [
      'the media server that froze, also when what it had received comes first',
      PULL,
      [reads(sends(1)), 'no answer', reads(sends(2), 'back'), ...times(4, reads(down))],
      ['connecting', 'media-server'],
    ],
    [
      'the media server that froze, of a camera that pushes',
      PUSH,
      [reads(sends(1)), 'no answer', ...times(4, reads(undefined, 'back'))],
      ['offline', 'media-server'],
    ],
    [
      'the camera that is not back a minute later',
      PULL,
      [reads(sends(1)), 'no answer', reads(forgotten, 'back'), ...times(61, reads(down))],
      ['offline', 'camera'],
    ],
    [
      'the camera that was away before the media server was',
      PULL,
      [
        reads(sends(1)),
        ...times(14, reads(down)),
        'no answer',
        'no answer for long',
        reads(forgotten, 'back'),
        reads(down),
      ],
      ['connecting', 'camera'],
    ],
    [
      'the camera that falls well after the media server was back',
      PULL,
      [
        reads(sends(1)),
        'no answer',
        reads(sends(2), 'back'),
        ...Array.from({ length: 15 }, (_, more) => reads(sends(3 + more))),
        ...times(3, reads(down)),
      ],
      ['connecting', 'camera'],
    ],
    [
      'the camera that falls before a media server that always answers late',
      PULL,
      [reads(sends(1), 'late'), reads(sends(2), 'late'), ...times(8, reads(down, 'late'))],
      ['connecting', 'camera'],
    ],
    [
      'the camera that stays away before a media server that hangs again and again',
      PULL,
      [reads(sends(1), 'back'), reads(sends(2), 'back'), ...times(64, reads(down, 'back'))],
      ['offline', 'camera'],
    ],
  ])('is %s', (_who, desired, events, told) => {
    expect(tell(events, desired).at(-1)).toEqual(told);
  });
});
