import { type Piece, pastPeriods } from '../../testing/past-periods';
import { type AlertDecision, type PitAlertState, decideAlert, type AlertedKind } from './decide-alert';

const S = 1000;
const MINUTE = 60 * S;
const NOW = 100 * MINUTE;

const past = (...pieces: Piece[]) => pastPeriods(NOW, ...pieces);
const away = (seconds: number, kind: 'offline' | 'stalled' = 'offline'): AlertDecision => ({
  alert: 'outage',
  kind,
  beganAt: NOW - seconds * S,
});
const back = (seconds: number): AlertDecision => ({ alert: 'back', backAt: NOW - seconds * S });
const nothing: AlertDecision = { alert: 'none' };
/** Maintenance between two instants, in seconds ago. */
const maintenance = (from: number, to: number) => ({
  lastMaintenanceAt: from < 0 ? -Infinity : Math.min(NOW, NOW - to * S - 1),
});
/** An alert, with its age in seconds. */
const sent = (ago: number, kind: AlertedKind = 'offline') => ({ kind, alertedAt: NOW - ago * S });
const ALERTED = { open: sent(540), recentAlertCount: 1 };

describe('decideAlert', () => {
  it.each<[string, Piece[], Partial<PitAlertState>, AlertDecision]>([
    ['sends nothing while the camera is live', [[600, 'up']], {}, nothing],
    ['sends nothing about an unobserved camera', [], {}, nothing],
    [
      'sends nothing before the delay',
      [
        [600, 'up'],
        [59, 'offline'],
      ],
      {},
      nothing,
    ],
    [
      'reports the outage after the delay',
      [
        [600, 'up'],
        [60, 'offline'],
      ],
      {},
      away(60),
    ],
    ['reports a camera that was never live', [[60, 'offline']], {}, away(60)],
    [
      'uses the delay of the channel',
      [
        [600, 'up'],
        [60, 'offline'],
      ],
      { delayMs: 61 * S },
      nothing,
    ],
    [
      'reports a stalled stream',
      [
        [600, 'up'],
        [60, 'stalled'],
      ],
      {},
      away(60, 'stalled'),
    ],
    [
      'reports a stalled stream that goes offline as one outage',
      [
        [600, 'up'],
        [30, 'stalled'],
        [30, 'offline'],
      ],
      {},
      away(60),
    ],
    [
      'sends nothing for an idle on-demand camera',
      [
        [600, 'up'],
        [600, 'idle'],
      ],
      {},
      nothing,
    ],
    [
      'ignores an outage before an idle period',
      [
        [50, 'offline'],
        [600, 'idle'],
        [50, 'offline'],
      ],
      {},
      nothing,
    ],
    [
      'sends nothing while the status is unknown',
      [
        [600, 'up'],
        [60, 'offline'],
        [60, 'unknown'],
      ],
      {},
      nothing,
    ],
    [
      'joins the periods of two observers',
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
      'counts only the time after an unobserved gap',
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
      'reports an outage that brief pictures interrupt',
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
      'sends nothing during a brief picture',
      [
        [600, 'up'],
        [80, 'offline'],
        [5, 'up'],
      ],
      {},
      nothing,
    ],
    [
      'sends nothing if the camera was back in between',
      [
        [50, 'offline'],
        [20, 'up'],
        [50, 'offline'],
      ],
      {},
      nothing,
    ],
    [
      'reports an outage once',
      [
        [600, 'up'],
        [3000, 'offline'],
      ],
      ALERTED,
      nothing,
    ],

    [
      'reports a recovery after the recovery delay',
      [
        [600, 'offline'],
        [60, 'up'],
      ],
      ALERTED,
      back(60),
    ],
    [
      'does not report a recovery before the recovery delay',
      [
        [600, 'offline'],
        [59, 'up'],
      ],
      ALERTED,
      nothing,
    ],
    [
      'does not report a recovery that was interrupted',
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
      'does not report a recovery of an idle camera',
      [
        [600, 'offline'],
        [600, 'idle'],
      ],
      ALERTED,
      nothing,
    ],
    [
      'does not report a recovery while the status is unknown',
      [
        [600, 'offline'],
        [600, 'up'],
        [60, 'unknown'],
      ],
      ALERTED,
      nothing,
    ],
    [
      'reports a recovery after an unobserved gap',
      [
        [60, 'offline'],
        [900, 'unknown'],
        [60, 'up'],
      ],
      ALERTED,
      back(60),
    ],
    [
      'waits longer for the second recovery within an hour',
      [
        [600, 'offline'],
        [299, 'up'],
      ],
      { open: sent(540), recentAlertCount: 2 },
      nothing,
    ],
    [
      'reports the second recovery after the longer delay',
      [
        [600, 'offline'],
        [300, 'up'],
      ],
      { open: sent(540), recentAlertCount: 2 },
      back(300),
    ],
    [
      'waits even longer for the third recovery',
      [
        [600, 'offline'],
        [899, 'up'],
      ],
      { open: sent(540), recentAlertCount: 3 },
      nothing,
    ],
    [
      'does not increase the delay further',
      [
        [600, 'offline'],
        [900, 'up'],
      ],
      { open: sent(540), recentAlertCount: 9 },
      back(900),
    ],

    [
      'sends nothing in maintenance',
      [
        [600, 'up'],
        [300, 'offline'],
      ],
      maintenance(600, -600),
      nothing,
    ],
    [
      'sends nothing right after maintenance',
      [
        [600, 'up'],
        [300, 'offline'],
      ],
      maintenance(600, 1),
      nothing,
    ],
    [
      'reports a camera that is still offline after maintenance and the delay',
      [
        [600, 'up'],
        [300, 'offline'],
      ],
      maintenance(600, 61),
      away(300),
    ],
    [
      'ignores an outage that ended during maintenance',
      [
        [300, 'offline'],
        [70, 'up'],
      ],
      maintenance(600, 60),
      nothing,
    ],
    [
      'reports an outage that began after maintenance',
      [
        [600, 'up'],
        [60, 'offline'],
      ],
      maintenance(900, 300),
      away(60),
    ],
    [
      'does not report an outage from before maintenance while it lasts',
      [
        [600, 'up'],
        [300, 'offline'],
      ],
      maintenance(250, -60),
      nothing,
    ],
    [
      'does not report a recovery in maintenance',
      [
        [600, 'offline'],
        [90, 'up'],
      ],
      { ...ALERTED, ...maintenance(600, -60) },
      nothing,
    ],
    [
      'reports a recovery after maintenance',
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
});
