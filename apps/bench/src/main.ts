// `npm run bench`: measures what the product promises, each row next to a baseline in the same rounds.
//   -- --only hook,events   only these rows; `--only ?` lists the names
//   -- --rounds 0.5         half as many rounds (faster, less precise)
//   -- --json               the last line is the result as a JSON array
// A row that fails has its reason, the other rows are measured, and the exit code is 1. reports/bench.json has the rows
// measured so far.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureAlerts } from './alerts.js';
import { startDatabase } from './backend.js';
import { measureEvents } from './events.js';
import type { Figure } from './figures.js';
import { measureFirstFrame } from './first-frame.js';
import { measureFirstLoad } from './first-load.js';
import { measureGrowth } from './growth.js';
import { measureHookLoaded } from './hook-loaded.js';
import { measureThroughMediaMtx } from './hook-through-mediamtx.js';
import { type HookServers, measureHookRate, measureHookTail, startHookServers } from './hook.js';
import { measureInstantPicture } from './instant-picture.js';
import { measureJwtMode } from './jwt-mode.js';
import { startLoad } from './load.js';
import { measureManyPits } from './many-pits.js';
import { measureMemory } from './memory.js';
import { measureMobile } from './mobile.js';
import type { OwnServersContext } from './own-servers-context.js';
import { root, stopAll, stopSince } from './processes.js';
import { measureReconcile, measureSpreadReconcile } from './reconcile.js';
import { measureReconcileFile } from './reconcile-file.js';
import {
  exitCodeOf,
  type FailedRow,
  measureEach,
  type MeasureItem,
  once,
  type Row,
  toTable,
} from './rows.js';
import { measureStart } from './start-to-ready.js';
import { measureTokenIssue } from './token.js';
import type { Load, RunContext } from './types.js';
import { measureCameraBack } from './camera-back.js';
import { measureWall } from './wall.js';
import { measureWatching } from './watching.js';

type Items<Arguments extends unknown[]> = Readonly<Record<string, (...given: Arguments) => Promise<Row[]>>>;

/** Rows that share the backends of the hook. */
const HOOK_ITEMS: Items<[Load, HookServers, RunContext]> = {
  hook: measureHookRate,
  tail: measureHookTail,
  loaded: measureHookLoaded,
  mediamtx: measureThroughMediaMtx,
  token: measureTokenIssue,
  jwt: measureJwtMode,
  events: measureEvents,
};
/** Rows with separate backends. */
const OWN_ITEMS: Items<[OwnServersContext]> = {
  start: measureStart,
  memory: measureMemory,
  reconcile: measureReconcile,
  'reconcile-spread': measureSpreadReconcile,
  'reconcile-file': measureReconcileFile,
  growth: measureGrowth,
  'many-pits': measureManyPits,
  alerts: measureAlerts,
};
/** Rows in a browser, with everything on one machine. */
const BROWSER_ITEMS: Items<[RunContext]> = {
  'first-load': measureFirstLoad,
  'first-frame': measureFirstFrame,
  'instant-picture': measureInstantPicture,
  wall: measureWall,
  mobile: measureMobile,
  watching: measureWatching,
  'camera-back': measureCameraBack,
};
const RESULT_FILE = path.join(root, 'reports/bench.json');
const NAMES = [HOOK_ITEMS, OWN_ITEMS, BROWSER_ITEMS].flatMap((items) => Object.keys(items));
const USAGE_EXIT_CODE = 2;
const SIGNAL_EXIT_CODE = 130;
const MIN_ROUNDS = 3;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: NAMES.join(',') },
    rounds: { type: 'string', default: '1' },
  },
});
const only = values.only.split(',');
const share = Number(values.rounds);
if (only.some((name) => !NAMES.includes(name)) || !(share > 0)) {
  console.error(`Usage: npm run bench -- [--json] [--only ${NAMES.join(',')}] [--rounds 0.5]`);
  process.exit(USAGE_EXIT_CODE);
}

const rows: Row[] = [];
const print = (line: string) => console.log(line);
const slices = (usual: number) => Math.max(MIN_ROUNDS, Math.round(usual * share));
const isSelected = (items: object) => Object.keys(items).some((name) => only.includes(name));

/** Builds what the selected rows run. */
function build(): void {
  const projects = [
    'backend',
    ...(isSelected(BROWSER_ITEMS) ? ['frontend', 'standalone'] : []),
    ...(only.includes('reconcile-file') ? ['media-agent', 'standalone'] : []),
  ];
  const outcome = spawnSync(
    path.join(root, 'node_modules/.bin/nx'),
    ['run-many', '-t', 'build', '-p', projects.join(',')],
    { cwd: root, encoding: 'utf8', env: { ...process.env, NX_DAEMON: 'false' } },
  );
  if (outcome.status !== 0) throw new Error(`The build failed:\n${outcome.stdout}${outcome.stderr}`);
}

/** Returns the selected items as functions without arguments. @param prepare Returns the arguments of an item. */
function selectedItems<Arguments extends unknown[]>(
  items: Items<Arguments>,
  prepare: () => Promise<Arguments>,
): Record<string, MeasureItem> {
  const selected = Object.entries(items).filter(([name]) => only.includes(name));
  return Object.fromEntries(
    selected.map(([name, measureItem]) => [name, async () => measureItem(...(await prepare()))]),
  );
}

/** Writes all rows so far to a file, so that a later failure loses none. */
function saveRows(): void {
  mkdirSync(path.dirname(RESULT_FILE), { recursive: true });
  writeFileSync(RESULT_FILE, `${JSON.stringify(rows, null, 2)}\n`);
}

async function measure(items: Readonly<Record<string, MeasureItem>>): Promise<void> {
  let stopLeftovers = stopSince();
  await measureEach(items, {
    onRows: (measured) => {
      rows.push(...measured);
      saveRows();
      for (const row of measured)
        print(
          row.failed === undefined
            ? `${row.name}: ${row.value} ${row.unit}, ratio ${row.ratio}`
            : `${row.name} failed: ${row.failed}`,
        );
      stopLeftovers = stopSince();
    },
    cleanUp: () => stopLeftovers(),
  });
}

async function measureServers(folder: string): Promise<void> {
  if (!isSelected(HOOK_ITEMS) && !isSelected(OWN_ITEMS)) return;
  let stopDatabase = async () => {};
  const database = once(async () => {
    const started = await startDatabase(folder);
    stopDatabase = () => started.stop();
    return started;
  });
  const load = startLoad();
  const servers = once(async () => startHookServers(folder, await database()));
  const context = { folder, slices, print };
  try {
    await measure(
      selectedItems<[OwnServersContext]>(OWN_ITEMS, async () => [
        { ...context, database: await database(), load },
      ]),
    );
    if (isSelected(HOOK_ITEMS)) await servers().catch(() => undefined);
    await measure(
      selectedItems<[Load, HookServers, RunContext]>(HOOK_ITEMS, async () => [
        load,
        await servers(),
        context,
      ]),
    );
  } finally {
    await stopAll();
    await stopDatabase();
  }
}

function printResult(): void {
  print(toTable(rows));
  if (!values.json) return;
  const result = rows.map((row) => {
    const {
      name,
      value,
      unit,
      baseline,
      ratio,
      goal,
      ok,
      failed,
    }: Partial<Omit<Figure, 'ok'>> &
      Omit<FailedRow, 'ok' | 'failed'> & { readonly ok: boolean; readonly failed?: string | undefined } = row;
    return { name, value, unit, baseline, ratio, goal, ok, failed };
  });
  print(JSON.stringify(result));
}

async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-bench-'));
  // When the bench runs as root, PostgreSQL runs as another user.
  chmodSync(folder, 0o711);
  try {
    build();
    const load = os.loadavg().map((value) => value.toFixed(1));
    print(
      `${os.cpus().length} cores (${os.cpus()[0]?.model ?? 'unknown'}), load ${load.join(' ')}, Node ${process.version}, ${os.platform()} ${os.arch()}`,
    );
    await measureServers(folder);
    await measure(selectedItems<[RunContext]>(BROWSER_ITEMS, async () => [{ folder, slices, print }]));
    process.exitCode = exitCodeOf(rows);
  } finally {
    printResult();
    await stopAll();
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void stopAll().then(() => process.exit(SIGNAL_EXIT_CODE)));
await run().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
process.exit();
