import { type Piece, pastPeriods } from '../../testing/past-periods';
import { type AlertDecision, type PitAlertState, decideAlert, type AlertedKind } from './decide-alert';

const S = 1000;
const MINUTE = 60 * S;
const NOW = 100 * MINUTE;

/** Periods up to now, as `up 600, offline 60` in seconds. */
const past = (text: string) =>
  pastPeriods(
    NOW,
    ...text.split(', ').flatMap((piece): Piece[] => {
      const [state = '', seconds] = piece.split(' ');
      return state === '' ? [] : [[Number(seconds), state as Piece[1]]];
    }),
  );
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
  it.each<[string, string, Partial<PitAlertState>, AlertDecision]>([
    ['sends nothing while the camera is live', 'up 600', {}, nothing],
    ['sends nothing about an unobserved camera', '', {}, nothing],
    ['sends nothing before the delay', 'up 600, offline 59', {}, nothing],
    ['reports the outage after the delay', 'up 600, offline 60', {}, away(60)],
    ['reports a camera that was never live', 'offline 60', {}, away(60)],
    ['uses the delay of the channel', 'up 600, offline 60', { delayMs: 61 * S }, nothing],
    ['reports a stalled stream', 'up 600, stalled 60', {}, away(60, 'stalled')],
    [
      'reports a stalled stream that goes offline as one outage',
      'up 600, stalled 30, offline 30',
      {},
      away(60),
    ],
    ['sends nothing for an idle on-demand camera', 'up 600, idle 600', {}, nothing],
    ['ignores an outage before an idle period', 'offline 50, idle 600, offline 50', {}, nothing],
    ['sends nothing while the status is unknown', 'up 600, offline 60, unknown 60', {}, nothing],
    ['joins the periods of two observers', 'up 60, offline 40, unknown 9, offline 20', {}, away(69)],
    [
      'counts only the time after an unobserved gap',
      'up 60, offline 50, unknown 30, offline 40',
      {},
      nothing,
    ],
    [
      'reports an outage that brief pictures interrupt',
      'up 600, offline 30, up 5, offline 20, up 5, offline 10',
      {},
      away(70),
    ],
    ['sends nothing during a brief picture', 'up 600, offline 80, up 5', {}, nothing],
    ['sends nothing if the camera was back in between', 'offline 50, up 20, offline 50', {}, nothing],
    ['reports an outage once', 'up 600, offline 3000', ALERTED, nothing],

    ['reports a recovery after the recovery delay', 'offline 600, up 60', ALERTED, back(60)],
    ['does not report a recovery before the recovery delay', 'offline 600, up 59', ALERTED, nothing],
    [
      'does not report a recovery that was interrupted',
      'offline 600, up 50, offline 2, up 50',
      ALERTED,
      nothing,
    ],
    ['does not report a recovery of an idle camera', 'offline 600, idle 600', ALERTED, nothing],
    [
      'does not report a recovery while the status is unknown',
      'offline 600, up 600, unknown 60',
      ALERTED,
      nothing,
    ],
    ['reports a recovery after an unobserved gap', 'offline 60, unknown 900, up 60', ALERTED, back(60)],
    [
      'waits longer for the second recovery within an hour',
      'offline 600, up 299',
      { open: sent(540), recentAlertCount: 2 },
      nothing,
    ],
    [
      'reports the second recovery after the longer delay',
      'offline 600, up 300',
      { open: sent(540), recentAlertCount: 2 },
      back(300),
    ],
    [
      'waits even longer for the third recovery',
      'offline 600, up 899',
      { open: sent(540), recentAlertCount: 3 },
      nothing,
    ],
    [
      'does not increase the delay further',
      'offline 600, up 900',
      { open: sent(540), recentAlertCount: 9 },
      back(900),
    ],

    ['sends nothing in maintenance', 'up 600, offline 300', maintenance(600, -600), nothing],
    ['sends nothing right after maintenance', 'up 600, offline 300', maintenance(600, 1), nothing],
    [
      'reports a camera that is still offline after maintenance and the delay',
      'up 600, offline 300',
      maintenance(600, 61),
      away(300),
    ],
    ['ignores an outage that ended during maintenance', 'offline 300, up 70', maintenance(600, 60), nothing],
    ['reports an outage that began after maintenance', 'up 600, offline 60', maintenance(900, 300), away(60)],
    [
      'does not report an outage from before maintenance while it lasts',
      'up 600, offline 300',
      maintenance(250, -60),
      nothing,
    ],
    [
      'does not report a recovery in maintenance',
      'offline 600, up 90',
      { ...ALERTED, ...maintenance(600, -60) },
      nothing,
    ],
    [
      'reports a recovery after maintenance',
      'offline 600, up 90',
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
    expect(decideAlert({ now: NOW, periods: past(pieces), ...usual, ...change })).toEqual(decision);
  });
});
