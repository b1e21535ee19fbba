// `npm run bench`: measures what the product promises, each figure beside its baseline in the same rounds.
//   -- --only hook,events                             only these; `--only ?` lists them
//   -- --rounds 0.5                                  half as many rounds (quicker, noisier)
//   -- --json                                        the last line is the result as a JSON array
// A row that fails is a failed row with its reason, the others are measured, and the exit code is 1. What was measured so
// far is in reports/bench.json.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureAlerts } from './bench/alerts.mjs';
import { startDatabase } from './bench/backend.mjs';
import { measureEvents } from './bench/events.mjs';
import { measureFirstFrame } from './bench/first-frame.mjs';
import { measureGrowth } from './bench/growth.mjs';
import { measureInstantPicture } from './bench/instant-picture.mjs';
import { measureThroughMediaMtx } from './bench/hook-through-mediamtx.mjs';
import { measureHookRate, measureHookTail, startHookServers } from './bench/hook.mjs';
import { measureHookLoaded } from './bench/hook-loaded.mjs';
import { measureJwtMode } from './bench/jwt-mode.mjs';
import { startLoad } from './bench/load.mjs';
import { measureMemory } from './bench/memory.mjs';
import { root, stopAll, stopSince } from './bench/processes.mjs';
import { measureReconcile, measureSpreadReconcile } from './bench/reconcile.mjs';
import { exitCodeOf, measureEach, once, table } from './bench/rows.mjs';
import { measureStart } from './bench/start-to-ready.mjs';
import { measureTokenIssue } from './bench/token.mjs';
import { measureWatching } from './bench/watching.mjs';

const ITEMS = {
  hook: measureHookRate,
  tail: measureHookTail,
  loaded: measureHookLoaded,
  mediamtx: measureThroughMediaMtx,
  token: measureTokenIssue,
  jwt: measureJwtMode,
  events: measureEvents,
};
/** With backends of their own. */
const OWN_ITEMS = {
  start: measureStart,
  memory: measureMemory,
  reconcile: measureReconcile,
  'reconcile-spread': measureSpreadReconcile,
  growth: measureGrowth,
  alerts: measureAlerts,
};
/** In a browser, with everything on one machine. */
const BROWSER_ITEMS = {
  'first-frame': measureFirstFrame,
  'instant-picture': measureInstantPicture,
  watching: measureWatching,
};
/** Rows as they are measured. */
const RESULT = path.join(root, 'reports/bench.json');
const BROWSER_NAMES = Object.keys(BROWSER_ITEMS);
const NAMES = [...Object.keys(ITEMS), ...Object.keys(OWN_ITEMS), ...BROWSER_NAMES];

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: NAMES.join(',') },
    rounds: { type: 'string', default: '1' },
  },
});
const only = values.only.split(',');
const unknown = only.filter((name) => !NAMES.includes(name));
const share = Number(values.rounds);
if (unknown.length > 0 || !(share > 0)) {
  console.error(`Usage: npm run bench -- [--json] [--only ${NAMES.join(',')}] [--rounds 0.5]`);
  process.exit(2);
}

const say = (line) => console.log(line);
const slices = (usual) => Math.max(3, Math.round(usual * share));

function build() {
  const isBrowser = BROWSER_NAMES.some((name) => only.includes(name));
  const projects = isBrowser
    ? 'backend,frontend,standalone,free-ports'
    : 'backend,embedded-database,free-ports';
  const outcome = spawnSync(
    path.join(root, 'node_modules/.bin/nx'),
    ['run-many', '-t', 'build', '-p', projects],
    { cwd: root, encoding: 'utf8', env: { ...process.env, NX_DAEMON: 'false' } },
  );
  if (outcome.status !== 0) throw new Error(`The build failed:\n${outcome.stdout}${outcome.stderr}`);
}

/** The wanted items of a record, each with what it measures with. */
const wantedOf = (items, measureWith) =>
  Object.fromEntries(
    Object.entries(items)
      .filter(([name]) => only.includes(name))
      .map(([name, measure]) => [name, () => measureWith(measure)]),
  );

/** All rows so far, in a file: what was measured survives whatever comes later. */
function keep(rows) {
  mkdirSync(path.dirname(RESULT), { recursive: true });
  writeFileSync(RESULT, `${JSON.stringify(rows, null, 2)}\n`);
}

const rows = [];
async function measure(items) {
  let stopLeftovers = stopSince();
  await measureEach(items, {
    onRows: (measured) => {
      rows.push(...measured);
      keep(rows);
      for (const { name, failed, value, unit, ratio } of measured)
        say(failed === undefined ? `${name}: ${value} ${unit}, ratio ${ratio}` : `${name} failed: ${failed}`);
      stopLeftovers = stopSince();
    },
    cleanUp: () => stopLeftovers(),
  });
}

async function measureServers(folder) {
  const [wanted, own] = [Object.keys(ITEMS), Object.keys(OWN_ITEMS)].map((names) =>
    names.filter((name) => only.includes(name)),
  );
  if (wanted.length + own.length === 0) return;
  const database = once(() => startDatabase(folder));
  const load = startLoad();
  const servers = once(async () => startHookServers(folder, await database()));
  try {
    await measure(
      wantedOf(OWN_ITEMS, async (each) => each({ database: await database(), load, folder, slices, say })),
    );
    if (wanted.length > 0) await servers().catch(() => undefined);
    await measure(wantedOf(ITEMS, async (each) => each(load, await servers(), { folder, slices, say })));
  } finally {
    await stopAll();
    if (await started(database)) await (await database()).stop();
  }
}

/** Whether it could be made. */
const started = (made) =>
  made().then(
    () => true,
    () => false,
  );

function tell() {
  say(table(rows));
  if (!values.json) return;
  say(
    JSON.stringify(
      rows.map(({ name, value, unit, baseline, ratio, goal, ok, failed }) => ({
        ...{ name, value, unit, baseline, ratio, goal, ok, failed },
      })),
    ),
  );
}

async function run() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-bench-'));
  // PostgreSQL runs as another user where the bench runs as root.
  chmodSync(folder, 0o711);
  try {
    build();
    const load = os.loadavg().map((value) => value.toFixed(1));
    say(
      `${os.cpus().length} cores (${os.cpus()[0]?.model ?? 'unknown'}), load ${load.join(' ')}, Node ${process.version}, ${os.platform()} ${os.arch()}`,
    );
    await measureServers(folder);
    await measure(wantedOf(BROWSER_ITEMS, (each) => each({ folder, slices, say })));
    process.exitCode = exitCodeOf(rows);
  } finally {
    tell();
    await stopAll();
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void stopAll().then(() => process.exit(130)));
}
await run().catch((fault) => {
  console.error(fault.message);
  process.exitCode = 1;
});
process.exit();
