import type { StreamPeriod } from '../../media';
import { type Piece, pastPeriods } from '../../testing/past-periods';
import { type AlertedKind, decideAlert } from './decide-alert';

const S = 1000;
const MINUTE = 60 * S;
const NOW = 100 * MINUTE;

describe('an unstable camera', () => {
  /** Simulates a camera that alternates for a while and then keeps its state, with a check every 5 s. @returns The alerts. */
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
  const alertsOf = (messages: [number, string][]) => messages.map(([, alert]) => alert);

  it('gets one alert for three hours of 30 s up and 40 s down, and one when it is stable', () => {
    const messages = simulate(4, { up: 30, down: 40 }, { end: 3 * 3600 });
    expect(alertsOf(messages)).toEqual(['unstable', 'stable']);
    const [[first], [second]] = messages as [[number, string], [number, string]];
    expect(first).toBeLessThanOrEqual(5 * 70);
    expect(second).toBeGreaterThanOrEqual(3 * 3600 + 15 * 60 - 70);
    expect(second).toBeLessThanOrEqual(3 * 3600 + 15 * 60 + 5);
  });

  it('gets few alerts when its outages last longer than the delay', () => {
    const messages = simulate(4, { up: 70, down: 70 }, { end: 3 * 3600 });
    expect(alertsOf(messages)).toEqual(['outage', 'back', 'outage', 'unstable', 'stable']);
  });

  it('is also reported to a channel with a delay of one hour', () => {
    expect(alertsOf(simulate(2, { up: 30, down: 40 }, { end: 3600, delayMs: 60 * MINUTE }))).toEqual([
      'unstable',
      'stable',
    ]);
  });

  it('is reported as offline when it does not return, with at most six alerts per hour', () => {
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

  it('gets no alert for brief network glitches', () => {
    expect(simulate(2, { up: 60, down: 9 })).toEqual([]);
  });

  it('gets no alert for interruptions in or before maintenance', () => {
    const flaps: Piece[] = Array.from({ length: 6 }, (): Piece[] => [
      [30, 'up'],
      [40, 'offline'],
    ]).flat();
    const state = {
      open: null,
      lastResolvedAt: -Infinity,
      recentAlertCount: 0,
      delayMs: 10 * MINUTE,
      now: NOW,
    };
    const decide = (lastMaintenanceAt: number) =>
      decideAlert({ ...state, periods: pastPeriods(NOW, ...flaps), lastMaintenanceAt }).alert;
    expect(decide(-Infinity)).toBe('unstable');
    expect(decide(NOW - 61 * S)).toBe('none');
  });
});
