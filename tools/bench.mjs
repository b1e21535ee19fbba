// `npm run bench`: measures what the product promises, each figure beside its baseline in the same rounds.
//   -- --only hook,events                             only these; `--only ?` lists them
//   -- --rounds 0.5                                  half as many rounds (quicker, noisier)
//   -- --json                                        the last line is the result as a JSON array
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
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
import { measureJwtMode } from './bench/jwt-mode.mjs';
import { startLoad } from './bench/load.mjs';
import { measureMemory } from './bench/memory.mjs';
import { root, stopAll } from './bench/processes.mjs';
import { measureReconcile, measureSpreadReconcile } from './bench/reconcile.mjs';
import { measureStart } from './bench/start-to-ready.mjs';
import { measureTokenIssue } from './bench/token.mjs';
import { measureWatching } from './bench/watching.mjs';

const ITEMS = {
  hook: measureHookRate,
  tail: measureHookTail,
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

const wantedOf = (items) =>
  Object.entries(items)
    .filter(([name]) => only.includes(name))
    .map(([, measure]) => measure);

async function measureServers(folder) {
  const [wanted, own] = [wantedOf(ITEMS), wantedOf(OWN_ITEMS)];
  if (wanted.length + own.length === 0) return [];
  const database = await startDatabase(folder);
  try {
    const load = startLoad();
    const figures = [];
    for (const measure of own) figures.push(...(await measure({ database, load, folder, slices, say })));
    const servers = wanted.length > 0 ? await startHookServers(folder, database) : undefined;
    for (const measure of wanted) figures.push(...(await measure(load, servers, { folder, slices, say })));
    return figures;
  } finally {
    await stopAll();
    await database.stop();
  }
}

function table(figures) {
  const rows = figures.map(({ name, value, unit, baseline, ratio, spread, goal, ok, better }) => [
    name,
    `${value} ${unit}`,
    `${baseline}`,
    `${ratio} [${spread[0]}–${spread[1]}]`,
    `${better === 'higher' ? '≥' : '≤'} ${goal}`,
    ok ? 'yes' : 'NO',
  ]);
  const all = [['', 'ours', 'baseline', 'ratio [quartiles]', 'goal', 'met'], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ')).join('\n');
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
    const figures = await measureServers(folder);
    for (const measure of wantedOf(BROWSER_ITEMS)) figures.push(...(await measure({ folder, slices, say })));
    say(table(figures));
    if (values.json) {
      say(
        JSON.stringify(
          figures.map(({ name, value, unit, baseline, ratio, goal, ok }) => ({
            name,
            value,
            unit,
            baseline,
            ratio,
            goal,
            ok,
          })),
        ),
      );
    }
  } finally {
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
