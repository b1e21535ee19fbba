// Cost of the alert settings of one workshop at their limits: 30 offline pits, 20 channels with a delay of one hour and
// 100 weekly windows. The baseline tests every minute. Measured in processor time of this thread, so that other load
// does not count.
import { createRequire } from 'node:module';
import path from 'node:path';
import { figure, type Figure } from './figures.js';
import { root } from './processes.js';
import type { RunContext } from './types.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** A Thursday: no window is active, so every window is tested. */
const NOW = Date.parse('2026-01-08T12:00Z');
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

interface WeeklyTimes {
  readonly kind: 'weekly';
  readonly days: readonly number[];
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly timeZone: string;
}

const WINDOWS = numbers(100).map((id) => ({
  pitId: null,
  times: {
    ...{ kind: 'weekly', days: [1], fromMinute: id, toMinute: id + 1 },
    timeZone: ZONES[id % ZONES.length] ?? '',
  } satisfies WeeklyTimes,
}));
const PITS = numbers(30).map((id) => ({ id, workshopId: 1, number: id, name: null }));
const AUDIENCE = {
  channels: numbers(20).map((id) => ({
    ...{ id, kind: 'email', workshopId: 1, workshopName: 'W', delayMs: HOUR_MS, pitIds: null },
  })),
  pits: PITS,
  sent: [],
  maintenance: WINDOWS,
};
const PERIODS = new Map(
  PITS.map(({ id }) => [
    id,
    [{ state: 'offline', cause: 'camera', beganAt: NOW - 2 * HOUR_MS, endedAt: NOW }],
  ]),
);

const clocks = new Map(
  ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('en', {
      ...{ timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    }),
  ]),
);

function isActive({ days, fromMinute, toMinute, timeZone }: WeeklyTimes, at: number): boolean {
  const parts = new Map(
    (clocks.get(timeZone)?.formatToParts(at) ?? []).map(({ type, value }) => [type, value] as const),
  );
  const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
  return (
    days.includes(DAYS.indexOf(parts.get('weekday') ?? '') + 1) && minute >= fromMinute && minute < toMinute
  );
}

/** Tests every minute for one channel and one pit. */
function testEveryMinute(): boolean {
  for (const { times } of WINDOWS)
    for (let at = NOW; at >= NOW - HOUR_MS; at -= MINUTE_MS) if (isActive(times, at)) return true;
  return false;
}

function processorMs(work: () => unknown): number {
  const began = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1000;
}

export async function measureAlerts({ slices, print }: RunContext): Promise<Figure[]> {
  const { decideAlerts } = createRequire(import.meta.url)(
    path.join(root, 'apps/backend/dist/alerts/index.js'),
  ) as { decideAlerts: (audience: object, periods: ReadonlyMap<number, object[]>, now: number) => unknown };
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < slices(10); round += 1) {
    ours.push(processorMs(() => decideAlerts(AUDIENCE, PERIODS, NOW)));
    // One of the 600 pairs of a channel and a pit; the other pairs cost the same.
    theirs.push(processorMs(testEveryMinute) * PITS.length * AUDIENCE.channels.length);
  }
  print(`alerts: at most ${Math.max(...ours).toFixed(1)} ms of the event loop for one workshop`);
  return [
    figure({
      name: 'alerts of a workshop with all its settings at their limits, against minute stepping',
      unit: 'ms',
      ours,
      theirs,
      goal: 0.01,
      better: 'lower',
    }),
  ];
}
