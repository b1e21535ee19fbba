import { joinPeriods } from './join-periods';
import { type PeriodState, type StreamPeriod } from './stream-period';
import { outagesOf, type TimeByState, timeByState, timelineOf } from './summarize-periods';

const MINUTE = 60_000;
/** In minutes. */
type Row = readonly [PeriodState, number, number];
const periods = (...rows: Row[]): StreamPeriod[] =>
  rows.map(([state, from, to]) => ({ state, beganAt: from * MINUTE, endedAt: to * MINUTE }));
const minutes = (list: readonly StreamPeriod[]): Row[] =>
  list.map(({ state, beganAt, endedAt }) => [state, beganAt / MINUTE, endedAt / MINUTE]);
/** 288 minutes: a slot of the timeline is one. */
const SPAN = { from: 0, to: 288 * MINUTE };
const TEN_SECONDS = 1 / 6;

describe('the periods of a pit', () => {
  it.each<[string, Row[], Row[]]>([
    [
      'stay as they are',
      [
        ['up', 0, 5],
        ['offline', 5, 7],
      ],
      [
        ['up', 0, 5],
        ['offline', 5, 7],
      ],
    ],
    [
      'are in order',
      [
        ['offline', 5, 7],
        ['up', 0, 5],
      ],
      [
        ['up', 0, 5],
        ['offline', 5, 7],
      ],
    ],
    [
      'are one over a restart',
      [
        ['up', 0, 5],
        ['up', 5 + TEN_SECONDS, 9],
      ],
      [['up', 0, 9]],
    ],
    [
      'are two after a longer gap',
      [
        ['up', 0, 5],
        ['up', 5.2, 9],
      ],
      [
        ['up', 0, 5],
        ['up', 5.2, 9],
      ],
    ],
    [
      'leave a hole where the state changed unseen',
      [
        ['up', 0, 5],
        ['offline', 5.1, 9],
      ],
      [
        ['up', 0, 5],
        ['offline', 5.1, 9],
      ],
    ],
    [
      'are the newer observer’s where two saw it',
      [
        ['up', 0, 9],
        ['offline', 6, 8],
      ],
      [
        ['up', 0, 6],
        ['offline', 6, 8],
      ],
    ],
    [
      'are joined where two saw the same',
      [
        ['up', 0, 9],
        ['up', 6, 8],
      ],
      [['up', 0, 9]],
    ],
    [
      'have a length',
      [
        ['up', 3, 3],
        ['offline', 3, 4],
      ],
      [['offline', 3, 4]],
    ],
  ])('%s', (_, rows, joined) => {
    expect(minutes(joinPeriods(periods(...rows)))).toEqual(joined);
  });
});

describe('timeByState', () => {
  it.each<[string, Row[], Pick<TimeByState, 'up' | 'down' | 'idle'>]>([
    ['nothing', [], { up: 0, down: 0, idle: 0 }],
    [
      'each state',
      [
        ['up', 0, 10],
        ['stalled', 10, 11],
        ['offline', 11, 14],
        ['idle', 20, 50],
      ],
      { up: 10, down: 4, idle: 30 },
    ],
    [
      'what is within the span only',
      [
        ['up', -50, 3],
        ['offline', 280, 900],
      ],
      { up: 3, down: 8, idle: 0 },
    ],
  ])('adds up %s', (_, rows, times) => {
    const seen = timeByState(periods(...rows), SPAN);
    expect({ up: seen.up / MINUTE, down: seen.down / MINUTE, idle: seen.idle / MINUTE }).toEqual(times);
  });

  it.each<[string, Row[], Row[]]>([
    [
      'none',
      [
        ['up', 0, 10],
        ['idle', 10, 20],
      ],
      [],
    ],
    [
      'each',
      [
        ['up', 0, 1],
        ['offline', 1, 2],
        ['up', 2, 3],
        ['stalled', 3, 4],
      ],
      [
        ['offline', 1, 2],
        ['stalled', 3, 4],
      ],
    ],
    [
      'a camera that freezes and goes away as one',
      [
        ['stalled', 1, 2],
        ['offline', 2, 5],
      ],
      [['offline', 1, 5]],
    ],
    [
      'one that comes back frozen as one',
      [
        ['offline', 1, 2],
        ['stalled', 2, 5],
      ],
      [['offline', 1, 5]],
    ],
    [
      'two with a picture between, however short',
      [
        ['offline', 1, 2],
        ['up', 2, 2.1],
        ['offline', 2.1, 3],
      ],
      [
        ['offline', 1, 2],
        ['offline', 2.1, 3],
      ],
    ],
    [
      'two with unobserved time between',
      [
        ['stalled', 1, 2],
        ['offline', 3, 4],
      ],
      [
        ['stalled', 1, 2],
        ['offline', 3, 4],
      ],
    ],
    ['the whole of one that began before', [['offline', -30, 2]], [['offline', -30, 2]]],
    [
      'none that was over before',
      [
        ['offline', -30, -2],
        ['up', -2, 4],
      ],
      [],
    ],
  ])('finds %s', (_, rows, outages) => {
    const found = outagesOf(periods(...rows), SPAN);
    expect(found.map(({ kind, beganAt, endedAt }) => [kind, beganAt / MINUTE, endedAt / MINUTE])).toEqual(
      outages,
    );
  });

  it('draws a bounded timeline that loses no outage', () => {
    const second = 1 / 60;
    const rows = periods(
      ['up', 10, 20.5],
      ['offline', 20.5, 20.5 + second],
      ['up', 20.5 + second, 30],
      ['idle', 40, 50],
    );
    expect(timelineOf(rows, SPAN).map(({ state, beganAt }) => [state, beganAt / MINUTE])).toEqual([
      ['unknown', 0],
      ['up', 10],
      ['down', 20],
      ['up', 21],
      ['unknown', 30],
      ['idle', 40],
      ['unknown', 50],
    ]);
    const flapping = Array.from({ length: 20_000 }, (_, index): Row => [
      index % 2 ? 'up' : 'offline',
      index / 100,
      (index + 1) / 100,
    ]);
    expect(timelineOf(periods(...flapping), SPAN).length).toBeLessThanOrEqual(288);
    expect(timelineOf([], { from: 5, to: 5 })).toEqual([]);
  });

  /** Up, then by the media server's fault away, then by the camera's. */
  const both = (): StreamPeriod[] => [
    { state: 'up', cause: null, beganAt: 0, endedAt: 10 * MINUTE },
    { state: 'unknown', cause: 'media-server', beganAt: 10 * MINUTE, endedAt: 20 * MINUTE },
    { state: 'offline', cause: 'media-server', beganAt: 20 * MINUTE, endedAt: 21 * MINUTE },
    { state: 'offline', cause: 'camera', beganAt: 21 * MINUTE, endedAt: 25 * MINUTE },
    { state: 'up', cause: null, beganAt: 25 * MINUTE, endedAt: 100 * MINUTE },
  ];

  it('does not attribute outages of the media server to the camera', () => {
    const times = timeByState(both(), SPAN);
    expect(times).toEqual({
      up: 85 * MINUTE,
      down: 4 * MINUTE,
      serverDown: 1 * MINUTE,
      idle: 0,
      unreachable: 10 * MINUTE,
    });
    expect(outagesOf(both(), SPAN)).toEqual([
      { kind: 'offline', cause: 'media-server', beganAt: 20 * MINUTE, endedAt: 21 * MINUTE },
      { kind: 'offline', cause: 'camera', beganAt: 21 * MINUTE, endedAt: 25 * MINUTE },
    ]);
    expect(
      timelineOf(both(), SPAN).map(({ state, cause, beganAt }) => [state, cause, beganAt / MINUTE]),
    ).toEqual([
      ['up', null, 0],
      ['unknown', 'media-server', 10],
      ['down', 'media-server', 20],
      ['down', 'camera', 21],
      ['up', null, 25],
      ['unknown', 'backend', 100],
    ]);
  });

  it('joins no periods of different faults', () => {
    expect(joinPeriods(both())).toEqual(both());
    const old = both().map(({ cause: _, ...period }) => period);
    expect(outagesOf(old, SPAN)).toMatchObject([
      { cause: 'camera', beganAt: 20 * MINUTE, endedAt: 25 * MINUTE },
    ]);
  });
});
