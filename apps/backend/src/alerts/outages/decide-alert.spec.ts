import { type StreamPeriod } from '../../media';
import { type AlertDecision, type PitAlertState, decideAlert, type AlertedKind } from './decide-alert';

const S = 1000;
const MINUTE = 60 * S;
const NOW = 100 * MINUTE;

type Piece = [seconds: number, state: StreamPeriod['state'] | 'unknown'];

/** Pieces of time, oldest first, the last one ending now. */
function past(...pieces: Piece[]): StreamPeriod[] {
  let at = NOW - pieces.reduce((sum, [seconds]) => sum + seconds, 0) * S;
  return pieces.flatMap(([seconds, state]) => {
    const beganAt = at;
    at += seconds * S;
    return state === 'unknown' ? [] : [{ state, beganAt, endedAt: at }];
  });
}
const away = (seconds: number, kind: 'offline' | 'stalled' = 'offline'): AlertDecision => ({
  alert: 'outage',
  kind,
  beganAt: NOW - seconds * S,
});
const back = (seconds: number): AlertDecision => ({ alert: 'back', backAt: NOW - seconds * S });
const nothing: AlertDecision = { alert: 'none' };
/** Maintenance from so many seconds ago to so many seconds ago. */
const maintenance = (from: number, to: number) => ({
  lastMaintenanceAt: from < 0 ? -Infinity : Math.min(NOW, NOW - to * S - 1),
});
/** The channel was sent so long ago, in seconds. */
const sent = (ago: number, kind: AlertedKind = 'offline') => ({ kind, alertedAt: NOW - ago * S });
const ALERTED = { open: sent(540), recentAlertCount: 1 };

describe('what a channel is sent of a camera', () => {
  it.each<[string, Piece[], Partial<PitAlertState>, AlertDecision]>([
    ['nothing of one that is there', [[600, 'up']], {}, nothing],
    ['nothing of one that nobody has observed', [], {}, nothing],
    [
      'nothing before the delay',
      [
        [600, 'up'],
        [59, 'offline'],
      ],
      {},
      nothing,
    ],
    [
      'that it is away, after the delay',
      [
        [600, 'up'],
        [60, 'offline'],
      ],
      {},
      away(60),
    ],
    ['that it is away, if it never was there', [[60, 'offline']], {}, away(60)],
    [
      'later, if the channel waits longer',
      [
        [600, 'up'],
        [60, 'offline'],
      ],
      { delayMs: 61 * S },
      nothing,
    ],
    [
      'that it is frozen',
      [
        [600, 'up'],
        [60, 'stalled'],
      ],
      {},
      away(60, 'stalled'),
    ],
    [
      'one outage, if it freezes and goes away',
      [
        [600, 'up'],
        [30, 'stalled'],
        [30, 'offline'],
      ],
      {},
      away(60),
    ],
    [
      'nothing, if nobody asks for it',
      [
        [600, 'up'],
        [600, 'idle'],
      ],
      {},
      nothing,
    ],
    [
      'nothing of the time before nobody asked',
      [
        [50, 'offline'],
        [600, 'idle'],
        [50, 'offline'],
      ],
      {},
      nothing,
    ],
    [
      'nothing, if nobody knows how it is now',
      [
        [600, 'up'],
        [60, 'offline'],
        [60, 'unknown'],
      ],
      {},
      nothing,
    ],
    [
      'what two observers saw, as one',
      [
        [60, 'up'],
        [40, 'offline'],
        [9, 'unknown'],
        [20, 'offline'],
      ],
      {},
      away(69),
    ],
    [
      'only what is known, after a gap',
      [
        [60, 'up'],
        [50, 'offline'],
        [30, 'unknown'],
        [40, 'offline'],
      ],
      {},
      nothing,
    ],
    [
      'that it is away, if it is there for moments only',
      [
        [600, 'up'],
        [30, 'offline'],
        [5, 'up'],
        [20, 'offline'],
        [5, 'up'],
        [10, 'offline'],
      ],
      {},
      away(70),
    ],
    [
      'nothing in such a moment',
      [
        [600, 'up'],
        [80, 'offline'],
        [5, 'up'],
      ],
      {},
      nothing,
    ],
    [
      'nothing, if it came back in between',
      [
        [50, 'offline'],
        [20, 'up'],
        [50, 'offline'],
      ],
      {},
      nothing,
    ],
    [
      'once',
      [
        [600, 'up'],
        [3000, 'offline'],
      ],
      ALERTED,
      nothing,
    ],

    [
      'that it is back, once it stays',
      [
        [600, 'offline'],
        [60, 'up'],
      ],
      ALERTED,
      back(60),
    ],
    [
      'not yet that it is back',
      [
        [600, 'offline'],
        [59, 'up'],
      ],
      ALERTED,
      nothing,
    ],
    [
      'not that it is back, if it was gone again',
      [
        [600, 'offline'],
        [50, 'up'],
        [2, 'offline'],
        [50, 'up'],
      ],
      ALERTED,
      nothing,
    ],
    [
      'not that it is back, if nobody asks for it',
      [
        [600, 'offline'],
        [600, 'idle'],
      ],
      ALERTED,
      nothing,
    ],
    [
      'not that it is back, if nobody knows',
      [
        [600, 'offline'],
        [600, 'up'],
        [60, 'unknown'],
      ],
      ALERTED,
      nothing,
    ],
    [
      'that it is back after a time that nobody knows of',
      [
        [60, 'offline'],
        [900, 'unknown'],
        [60, 'up'],
      ],
      ALERTED,
      back(60),
    ],
    [
      'later that it is back, the second time within an hour',
      [
        [600, 'offline'],
        [299, 'up'],
      ],
      { open: sent(540), recentAlertCount: 2 },
      nothing,
    ],
    [
      'that it is back, the second time',
      [
        [600, 'offline'],
        [300, 'up'],
      ],
      { open: sent(540), recentAlertCount: 2 },
      back(300),
    ],
    [
      'much later, the third time',
      [
        [600, 'offline'],
        [899, 'up'],
      ],
      { open: sent(540), recentAlertCount: 3 },
      nothing,
    ],
    [
      'no later than that, the ninth time',
      [
        [600, 'offline'],
        [900, 'up'],
      ],
      { open: sent(540), recentAlertCount: 9 },
      back(900),
    ],

    [
      'nothing in maintenance',
      [
        [600, 'up'],
        [300, 'offline'],
      ],
      maintenance(600, -600),
      nothing,
    ],
    [
      'nothing when maintenance has just ended',
      [
        [600, 'up'],
        [300, 'offline'],
      ],
      maintenance(600, 1),
      nothing,
    ],
    [
      'that it is still away when maintenance is resolved, after the delay',
      [
        [600, 'up'],
        [300, 'offline'],
      ],
      maintenance(600, 61),
      away(300),
    ],
    [
      'nothing of what was resolved before maintenance was',
      [
        [300, 'offline'],
        [70, 'up'],
      ],
      maintenance(600, 60),
      nothing,
    ],
    [
      'of an outage that began after maintenance',
      [
        [600, 'up'],
        [60, 'offline'],
      ],
      maintenance(900, 300),
      away(60),
    ],
    [
      'nothing of what went away before, while maintenance lasts',
      [
        [600, 'up'],
        [300, 'offline'],
      ],
      maintenance(250, -60),
      nothing,
    ],
    [
      'not in maintenance that it is back',
      [
        [600, 'offline'],
        [90, 'up'],
      ],
      { ...ALERTED, ...maintenance(600, -60) },
      nothing,
    ],
    [
      'that it is back when maintenance is over',
      [
        [600, 'offline'],
        [90, 'up'],
      ],
      { ...ALERTED, ...maintenance(600, 1) },
      back(90),
    ],
  ])('%s', (_what, pieces, change, decision) => {
    const usual = {
      open: null,
      lastResolvedAt: -Infinity,
      recentAlertCount: 0,
      delayMs: MINUTE,
      lastMaintenanceAt: -Infinity,
    };
    expect(decideAlert({ now: NOW, periods: past(...pieces), ...usual, ...change })).toEqual(decision);
  });

  /** Comes and goes for a while, then stays as it is last. Looked at every 5 s. @returns what was sent, and when */
  function simulate(
    hours: number,
    { up, down }: { up: number; down: number },
    { end = hours * 3600, then = 'up' as StreamPeriod['state'], delayMs = MINUTE } = {},
  ): [seconds: number, alert: string][] {
    const cycle = up + down;
    const all: [from: number, state: StreamPeriod['state']][] = [];
    for (let at = 0; at < end; at += cycle) all.push([at, 'up'], [at + up, 'offline']);
    all.push([end, then]);
    const messages: [number, string][] = [];
    const rows: { kind: AlertedKind; alertedAt: number; lastResolvedAt: number }[] = [];
    for (let second = 5; second <= hours * 3600; second += 5) {
      const now = second * S;
      const periods = all.flatMap(([from, state], index): StreamPeriod[] => {
        const until = Math.min((all[index + 1]?.[0] ?? Infinity) * S, now);
        return from * S < until && until > now - 120 * MINUTE
          ? [{ state, beganAt: from * S, endedAt: until }]
          : [];
      });
      const decision = decideAlert({
        now,
        periods,
        open: rows.find(({ lastResolvedAt }) => lastResolvedAt === Infinity) ?? null,
        lastResolvedAt: Math.max(
          -Infinity,
          ...rows.flatMap(({ lastResolvedAt }) => (lastResolvedAt === Infinity ? [] : lastResolvedAt)),
        ),
        recentAlertCount: rows.filter(({ alertedAt }) => alertedAt > now - 60 * MINUTE).length,
        delayMs,
        lastMaintenanceAt: -Infinity,
      });
      if (decision.alert === 'none') continue;
      messages.push([second, decision.alert]);
      for (const row of rows) row.lastResolvedAt = Math.min(row.lastResolvedAt, now);
      if (decision.alert === 'outage')
        rows.push({ kind: decision.kind, alertedAt: now, lastResolvedAt: Infinity });
      if (decision.alert === 'unstable')
        rows.push({ kind: 'unstable', alertedAt: now, lastResolvedAt: Infinity });
    }
    return messages;
  }
  const alertsOf = (messages: [number, string][]) => messages.map(([, tell]) => tell);

  it('is one message of a camera that is up for 30 s and down for 40 s for three hours, and one when it stays', () => {
    const messages = simulate(4, { up: 30, down: 40 }, { end: 3 * 3600 });
    expect(alertsOf(messages)).toEqual(['unstable', 'stable']);
    const [[first], [second]] = messages as [[number, string], [number, string]];
    expect(first).toBeLessThanOrEqual(5 * 70);
    expect(second).toBeGreaterThanOrEqual(3 * 3600 + 15 * 60 - 70);
    expect(second).toBeLessThanOrEqual(3 * 3600 + 15 * 60 + 5);
  });

  it('is a handful of messages of a camera that comes and goes more slowly than the channel waits', () => {
    const messages = simulate(4, { up: 70, down: 70 }, { end: 3 * 3600 });
    expect(alertsOf(messages)).toEqual(['outage', 'back', 'outage', 'unstable', 'stable']);
  });

  it('is also said to a channel that waits for an hour', () => {
    expect(alertsOf(simulate(2, { up: 30, down: 40 }, { end: 3600, delayMs: 60 * MINUTE }))).toEqual([
      'unstable',
      'stable',
    ]);
  });

  it('is that an unstable camera is gone for good, and no end of messages of both', () => {
    expect(alertsOf(simulate(2, { up: 30, down: 40 }, { end: 3600, then: 'offline' }))).toEqual([
      'unstable',
      'outage',
    ]);
    for (const [up, down] of [
      [60, 310],
      [20, 900],
      [200, 200],
      [5, 65],
      [400, 70],
      [25, 25],
      [310, 310],
    ] as const)
      expect([up, down, simulate(6, { up, down }).length <= 6 * 6]).toEqual([up, down, true]);
  });

  it('is nothing of a network that stutters', () => {
    expect(simulate(2, { up: 60, down: 9 })).toEqual([]);
  });

  it('is nothing of interruptions in maintenance, or before it', () => {
    const flaps: Piece[] = Array.from({ length: 6 }, (): Piece[] => [
      [30, 'up'],
      [40, 'offline'],
    ]).flat();
    const situation = {
      open: null,
      lastResolvedAt: -Infinity,
      recentAlertCount: 0,
      delayMs: 10 * MINUTE,
      now: NOW,
    };
    const decide = (lastMaintenanceAt: number) =>
      decideAlert({ ...situation, periods: past(...flaps), lastMaintenanceAt }).alert;
    expect(decide(-Infinity)).toBe('unstable');
    expect(decide(NOW - 61 * S)).toBe('none');
  });
});
