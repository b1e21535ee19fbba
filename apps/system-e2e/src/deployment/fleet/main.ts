import { untilStatus } from '../../chaos/world/installation';
import { findProgram } from '../../proxies/proxy';
import { findMediaMtx, SIMULATOR } from '../../world/target';
import { startFleet, type Fleet } from './fleet';
import { openWorkshops } from './fleet-pits';

/** Two of each, or an origin with two edges. */
const SIZE = process.argv.includes('--edges')
  ? { backends: 2, mediaServers: 1, edges: 2 }
  : { backends: 2, mediaServers: 2 };

/** `npm run fleet`: runs until a signal. @returns the exit code */
async function main(): Promise<number> {
  const missing = ['nginx', 'openssl'].filter((program) => findProgram(program) === undefined);
  if (missing.length > 0) {
    process.stderr.write(
      `Install ${missing.join(' and ')} (Debian: apt-get install ${missing.join(' ')}).\n`,
    );
    return 1;
  }
  const signalled = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, resolve);
  });
  const target = findMediaMtx() ?? SIMULATOR;
  process.stderr.write('Starting PostgreSQL, media servers, two backends and nginx …\n');
  const port = process.env['PORT'];
  const fleet = await startFleet(target, SIZE, port ? Number(port) : undefined);
  try {
    const admin = await fleet.signIn();
    const pits = await openWorkshops(fleet, admin);
    for (const { pit } of pits) await untilStatus(admin, pit.id, ['live'], 30_000);
    process.stdout.write(`${describeFleet(fleet, target.version ?? 'the simulator')}\n`);
    await signalled;
    process.stdout.write('Stopping …\n');
  } finally {
    await fleet.stop();
  }
  return 0;
}

function describeFleet(fleet: Fleet, mediaServer: string): string {
  const { admin, backends, mediaServers, origin } = fleet;
  return [
    '',
    '  A fleet of PPF Monitoring is running. Ctrl-C stops it, and nothing of it stays.',
    '',
    `  Sign in       ${admin.email}   ${admin.password}`,
    ...backends.map((each, at) => `  Backend ${at + 1}     ${each.origin}   (process ${each.pid})`),
    ...mediaServers.map(
      ({ ports, process: { pid } }, at) =>
        `  MediaMTX ${at + 1}    API http://127.0.0.1:${ports.api}, RTSP ${ports.rtsp}   (process ${pid}, ${mediaServer})`,
    ),
    `  PostgreSQL    ${bare(fleet.database.url)}`,
    '  End any of these processes with kill -9, and watch what goes on.',
    `  Open          ${origin}   (the browser warns of nginx's certificate, which is its own)`,
    '',
  ].join('\n');
}

/** Without the password. */
function bare(address: string): string {
  const url = new URL(address);
  url.password = '';
  return url.href;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
