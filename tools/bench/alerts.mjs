// What one workshop's alert settings cost, all of them at their limits: 30 pits offline, 20 channels that wait for an
// hour, 100 weekly windows. The baseline steps from minute to minute, as a reader of the definition would. In this
// thread's processor time, so that neighbours do not count.
import { createRequire } from 'node:module';
import path from 'node:path';
import { figure } from './figures.mjs';
import { root } from './processes.mjs';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** A Thursday: no window is on, so every one has to be looked at. */
const NOW = Date.parse('2026-01-08T12:00Z');
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const numbers = (count) => Array.from({ length: count }, (_, index) => index + 1);

const WINDOWS = numbers(100).map((id) => ({
  pitId: null,
  times: { kind: 'weekly', days: [1], fromMinute: id, toMinute: id + 1, timeZone: ZONES[id % ZONES.length] },
}));
const PITS = numbers(30).map((id) => ({ id, workshopId: 1, number: id, name: null }));
const AUDIENCE = {
  listeners: numbers(20).map((id) => ({
    ...{ id, kind: 'email', workshopId: 1, workshopName: 'W', delayMs: HOUR_MS, pitIds: null },
  })),
  pits: PITS,
  told: [],
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

function isOn({ days, fromMinute, toMinute, timeZone }, at) {
  const parts = new Map(
    clocks
      .get(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
  return days.includes(DAYS.indexOf(parts.get('weekday')) + 1) && minute >= fromMinute && minute < toMinute;
}

/** One channel and one pit, from minute to minute. */
function step() {
  for (const { times } of WINDOWS)
    for (let at = NOW; at >= NOW - HOUR_MS; at -= MINUTE_MS) if (isOn(times, at)) return true;
  return false;
}

function processorMs(work) {
  const began = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1000;
}

export function measureAlerts({ slices, say }) {
  const { decideAlerts } = createRequire(import.meta.url)(
    path.join(root, 'apps/backend/dist/alerts/outages/decide-alerts.js'),
  );
  const [ours, theirs] = [[], []];
  for (let round = 0; round < slices(10); round += 1) {
    ours.push(processorMs(() => decideAlerts(AUDIENCE, PERIODS, NOW)));
    // One of the 600 pairs of a channel and a pit: the others cost as much.
    theirs.push(processorMs(step) * PITS.length * AUDIENCE.listeners.length);
  }
  say(`alerts: at most ${Math.max(...ours).toFixed(1)} ms of the event loop for one workshop`);
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
