// `npm run bench:observing`: cost of polling a media server as the number of pits grows. There is no baseline: the figures
// in docs/performance.md show how the work grows. Loads classes of the built backend.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import 'reflect-metadata';
import { createDatabase, startDatabase } from './backend.js';
import { median } from './figures.js';
import { root } from './processes.js';

const load = createRequire(import.meta.url);
const built = <Module>(file: string) => load(path.join(root, 'apps/backend/dist', file)) as Module;

/** Classes and functions of the backend, as far as they are used here. */
interface StreamStatusStoreLike {
  readonly reports: { subscribe(next: () => void): unknown };
  of(path: string): object;
}
interface PeriodLogLike {
  batch(): object;
  written(batch: object): void;
}
interface StreamStatusTrackerLike {
  beginPoll(now: number): void;
  observe(path: string, desired: object, item: PathItem, now: number): void;
}
interface PathItem {
  readonly name: string;
}
interface DataSource {
  destroy(): Promise<void>;
}

const { pathItemOf } = load(path.join(root, 'libs/mediamtx/dist/index.js')) as {
  pathItemOf: (item: object) => PathItem;
};
const { StreamStatusStore } = built<{ StreamStatusStore: new () => StreamStatusStoreLike }>(
  'media-servers/index.js',
);
const { StreamStatusTracker, PeriodLog, writePeriods, formatStreamMessages } = built<{
  StreamStatusTracker: new (
    store: StreamStatusStoreLike,
    log: PeriodLogLike,
    onEnd: () => void,
  ) => StreamStatusTrackerLike;
  PeriodLog: new (now: number) => PeriodLogLike;
  writePeriods: (database: DataSource, batch: object) => Promise<void>;
  formatStreamMessages: (from: string, streams: ReadonlyMap<string, object>) => string[];
}>('media/index.js');
const { openDataSource } = built<{ openDataSource: (options: object) => Promise<DataSource> }>(
  'platform/database/data-source.js',
);

const SIZES = [10, 100, 1000, 10_000];
const POLLS = 20;
const DESIRED = { kind: 'pull', onDemand: false, isLiteral: true };

/** Returns the processor time of this thread in milliseconds; other load of the machine does not count. */
function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
const formatMs = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const pathOf = (pit: number) => `workshop-${1 + Math.floor(pit / 1000)}/pit-${1 + (pit % 1000)}`;

/** Returns a list of paths as MediaMTX v1.20.1 sends it. */
function listPaths(pits: number, bytes: number, ready: boolean): string {
  const items = Array.from({ length: pits }, (_, pit) => {
    const name = pathOf(pit);
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

/** Processes one list: parse, decide, report. @returns Milliseconds of processor time. */
function processList(tracker: StreamStatusTrackerLike, text: string, now: number): number {
  const startedAt = processorMs();
  tracker.beginPoll(now);
  const { items } = JSON.parse(text) as { items: object[] };
  for (const item of items.map(pathItemOf)) tracker.observe(item.name, DESIRED, item, now);
  return processorMs() - startedAt;
}

async function measure(pits: number, database: DataSource): Promise<object> {
  globalThis.gc?.();
  const heapBefore = process.memoryUsage().heapUsed;
  const store = new StreamStatusStore();
  const log = new PeriodLog(0);
  const tracker = new StreamStatusTracker(store, log, () => undefined);
  let reports = 0;
  store.reports.subscribe(() => (reports += 1));
  const texts = Array.from({ length: POLLS }, (_, poll) => listPaths(pits, 1000 + poll * 125_000, true));
  const steady = texts.map((text, poll) => processList(tracker, text, 1000 * (poll + 1)));
  const steadyReports = reports - pits * 2;
  const first = log.batch();
  const beginPeriods = await timed(() => writePeriods(database, first));
  log.written(first);
  texts.length = 0;
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed - heapBefore;
  const offline = listPaths(pits, 0, false);
  const now = 1000 * (POLLS + 1);
  processList(tracker, offline, now);
  const allOffline = processList(tracker, offline, now + 2000);
  const streams = new Map(Array.from({ length: pits }, (_, pit) => [pathOf(pit), store.of(pathOf(pit))]));
  const startedAt = processorMs();
  const messages = formatStreamMessages('bench', streams);
  const sharing = processorMs() - startedAt;
  const ended = log.batch();
  const endPeriods = await timed(() => writePeriods(database, ended));
  return {
    pits,
    poll: formatMs(median(steady.slice(2))),
    'reports while steady': steadyReports,
    'all offline': formatMs(allOffline),
    'to other backends': `${messages.length} × ≤ 8 kB, ${formatMs(sharing)}`,
    'history: begin, end': `${formatMs(beginPeriods)}, ${formatMs(endPeriods)}`,
    memory: `${Math.round(heap / 1024)} kB`,
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-observing-'));
const server = await startDatabase(folder);
try {
  const url = await createDatabase(server, 'observing', Math.max(...SIZES));
  const database = await openDataSource({ type: 'postgres', url });
  const rows: object[] = [];
  for (const pits of SIZES) rows.push(await measure(pits, database));
  console.table(rows);
  await database.destroy();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
