import { type StreamPeriod } from '../../media';
import { type AlertDecision, type AlertSituation, decideAlert } from './decide-alert';

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
  tell: 'outage',
  kind,
  beganAt: NOW - seconds * S,
});
const back = (seconds: number): AlertDecision => ({ tell: 'back', backAt: NOW - seconds * S });
const nothing: AlertDecision = { tell: 'nothing' };
/** Maintenance from so many seconds ago to so many seconds ago. */
const maintenance = (from: number, to: number) => ({
  lastMaintenanceAt: from < 0 ? -Infinity : Math.min(NOW, NOW - to * S - 1),
});
const TOLD = { isTold: true, toldLately: 1 };

describe('what a channel is told of a camera', () => {
  it.each<[string, Piece[], Partial<AlertSituation>, AlertDecision]>([
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
      TOLD,
      nothing,
    ],

    [
      'that it is back, once it stays',
      [
        [600, 'offline'],
        [60, 'up'],
      ],
      TOLD,
      back(60),
    ],
    [
      'not yet that it is back',
      [
        [600, 'offline'],
        [59, 'up'],
      ],
      TOLD,
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
      TOLD,
      nothing,
    ],
    [
      'not that it is back, if nobody asks for it',
      [
        [600, 'offline'],
        [600, 'idle'],
      ],
      TOLD,
      nothing,
    ],
    [
      'not that it is back, if nobody knows',
      [
        [600, 'offline'],
        [600, 'up'],
        [60, 'unknown'],
      ],
      TOLD,
      nothing,
    ],
    [
      'that it is back after a time that nobody knows of',
      [
        [60, 'offline'],
        [900, 'unknown'],
        [60, 'up'],
      ],
      TOLD,
      back(60),
    ],
    [
      'later that it is back, the second time within an hour',
      [
        [600, 'offline'],
        [299, 'up'],
      ],
      { isTold: true, toldLately: 2 },
      nothing,
    ],
    [
      'that it is back, the second time',
      [
        [600, 'offline'],
        [300, 'up'],
      ],
      { isTold: true, toldLately: 2 },
      back(300),
    ],
    [
      'much later, the third time',
      [
        [600, 'offline'],
        [899, 'up'],
      ],
      { isTold: true, toldLately: 3 },
      nothing,
    ],
    [
      'no later than that, the ninth time',
      [
        [600, 'offline'],
        [900, 'up'],
      ],
      { isTold: true, toldLately: 9 },
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
      'that it is still away when maintenance is over, after the delay',
      [
        [600, 'up'],
        [300, 'offline'],
      ],
      maintenance(600, 61),
      away(300),
    ],
    [
      'nothing of what was over before maintenance was',
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
      { ...TOLD, ...maintenance(600, -60) },
      nothing,
    ],
    [
      'that it is back when maintenance is over',
      [
        [600, 'offline'],
        [90, 'up'],
      ],
      { ...TOLD, ...maintenance(600, 1) },
      back(90),
    ],
  ])('%s', (_what, pieces, change, decision) => {
    const usual = { isTold: false, toldLately: 0, delayMs: MINUTE, lastMaintenanceAt: -Infinity };
    expect(decideAlert({ now: NOW, periods: past(...pieces), ...usual, ...change })).toEqual(decision);
  });

  it('is told of a camera that comes and goes for an hour no more than a handful of times', () => {
    // 70 s away, 70 s there, as an hour goes by; looked at every 5 s.
    const cycle = 140 * S;
    const isUp = (at: number) => Math.floor((at % cycle) / (70 * S)) === 1;
    const told: number[] = [];
    const messages: string[] = [];
    let isTold = false;
    for (let now = 5 * S; now <= 60 * MINUTE; now += 5 * S) {
      const periods: StreamPeriod[] = [];
      for (let at = 0; at < now; at += 70 * S)
        periods.push({
          state: isUp(at) ? 'up' : 'offline',
          beganAt: at,
          endedAt: Math.min(at + 70 * S, now),
        });
      const toldLately = told.filter((at) => at > now - 60 * MINUTE).length;
      const { tell } = decideAlert({
        now,
        periods,
        isTold,
        toldLately,
        delayMs: MINUTE,
        lastMaintenanceAt: -Infinity,
      });
      if (tell === 'nothing') continue;
      messages.push(tell);
      isTold = tell === 'outage';
      if (isTold) told.push(now);
    }
    expect(messages).toEqual(['outage', 'back', 'outage']);
  });
});
