// `node tools/bench/observing.mjs` (after `npx nx build backend`): what watching a media server costs as pits grow. No
// baseline: the figures say how the work grows, for docs/performance.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import 'reflect-metadata';
import { makeDatabase, startDatabase } from './backend.mjs';
import { root } from './processes.mjs';

const require = createRequire(import.meta.url);
const built = (file) => require(path.join(root, 'apps/backend/dist', file));
const { pathItemOf } = require(path.join(root, 'libs/mediamtx/dist/index.js'));
const { StreamStatusStore } = built('media-servers/placement/stream-status-store.js');
const { StreamStatusTracker } = built('media/status/poll/stream-status-tracker.js');
const { PeriodLog } = built('media/history/period-log.js');
const { writePeriods } = built('media/history/period-rows.js');
const { formatStreamMessages } = built('media/status/share/stream-message.js');
const { openDataSource } = built('platform/database/data-source.js');

const SIZES = [10, 100, 1000, 10_000];
const READINGS = 20;
const DESIRED = { kind: 'pull', onDemand: false, isLiteral: true };

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
/** Of this thread, so that neighbours do not count. In milliseconds. */
const processor = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
const ms = (value) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

/** The list of paths as v1.20.1 sends it. */
function list(pits, bytes, ready) {
  const items = Array.from({ length: pits }, (_, pit) => {
    const name = `workshop-${1 + Math.floor(pit / 1000)}/pit-${1 + (pit % 1000)}`;
    const time = '2026-01-01T00:00:00.123456789Z';
    return {
      ...{ name, confName: name, ready, readyTime: time, available: ready, availableTime: time },
      ...{ online: true, onlineTime: time, source: { type: 'rtspSource', id: '' }, tracks: ['H264'] },
      tracks2: [{ codec: 'H264', codecProps: { width: 1280, height: 720, profile: 'High', level: '4' } }],
      readers: [{ type: 'webRTCSession', id: '10652106-b2e0-484c-89fc-87a9329b2635' }],
      ...{ inboundBytes: bytes, outboundBytes: bytes, inboundFramesInError: 0 },
      ...{ bytesReceived: bytes, bytesSent: bytes },
    };
  });
  return JSON.stringify({ itemCount: pits, pageCount: 1, items });
}

/** One reading: parse, decide, tell. @returns milliseconds of the processor */
function read(observation, text, now) {
  const began = processor();
  observation.beginPoll(now);
  for (const item of JSON.parse(text).items.map(pathItemOf))
    observation.observe(item.name, DESIRED, item, now);
  return processor() - began;
}

async function measure(pits, database) {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const board = new StreamStatusStore();
  const log = new PeriodLog(0);
  const observation = new StreamStatusTracker(board, log, () => undefined);
  let told = 0;
  board.reports.subscribe(() => (told += 1));
  const texts = Array.from({ length: READINGS }, (_, reading) => list(pits, 1000 + reading * 125_000, true));
  const steady = texts.map((text, reading) => read(observation, text, 1000 * (reading + 1)));
  const toldAtFirst = pits * 2;
  const toldSteady = told - toldAtFirst;
  const first = log.batch();
  const writeAll = await timed(() => writePeriods(database, first));
  log.written(first);
  texts.length = 0;
  globalThis.gc?.();
  const kept = process.memoryUsage().heapUsed - before;
  const gone = list(pits, 0, false);
  const now = 1000 * (READINGS + 1);
  read(observation, gone, now);
  const allFall = read(observation, gone, now + 2000);
  const streams = new Map(
    [...Array(pits).keys()].map((pit) => {
      const name = `workshop-${1 + Math.floor(pit / 1000)}/pit-${1 + (pit % 1000)}`;
      return [name, board.of(name)];
    }),
  );
  const began = processor();
  const messages = formatStreamMessages('bench', streams);
  const share = processor() - began;
  const fallen = log.batch();
  const writeFall = await timed(() => writePeriods(database, fallen));
  return {
    pits,
    reading: ms(median(steady.slice(2))),
    'told while steady': toldSteady,
    'all fall at once': ms(allFall),
    'to other backends': `${messages.length} × ≤ 8 kB, ${ms(share)}`,
    'history: begin, fall': `${ms(writeAll)}, ${ms(writeFall)}`,
    memory: `${Math.round(kept / 1024)} kB`,
  };
}

async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-observing-'));
const server = await startDatabase(folder);
try {
  const url = await makeDatabase(server, 'observing', SIZES.at(-1));
  const database = await openDataSource({ type: 'postgres', url: String(url) });
  const rows = [];
  for (const pits of SIZES) rows.push(await measure(pits, database));
  console.table(rows);
  await database.destroy();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
