import { randomUUID } from 'node:crypto';
import { readdirSync, readlinkSync } from 'node:fs';
import { Client } from 'pg';
import type { Browser } from 'playwright-core';
import { sendHookRequest, viewerOf } from '../chaos/world/hook-client';
import { untilStatus } from '../chaos/world/installation';
import { PitPage } from '../pages/pit-page';
import { findProgram } from '../proxies/proxy';
import { findMediaMtx, SIMULATOR } from '../world/target';
import { type ApiClient } from '../world/api-client';
import { launchBrowser, visit } from '../pages/browser';
import { openEventStream, waitFor } from '@ppf/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { startFleet, type Fleet } from './fleet/fleet';
import { openWorkshops, type FleetPit } from './fleet/fleet-pits';
import { throughNginx } from './fleet/through-nginx';

const target = findMediaMtx() ?? SIMULATOR;
const missing = ['nginx', 'openssl'].filter((program) => findProgram(program) === undefined);
const installed = missing.length === 0;
if (!installed) process.stderr.write(`Skipped: the fleet, for want of ${missing.join(' and ')}.\n`);
const describeWhereInstalled = installed ? describe : describe.skip;

describeWhereInstalled(`two backends and two ${target.version ?? 'simulators'} behind nginx`, () => {
  let fleet: Fleet;
  let browser: Browser;
  let admin: ApiClient;
  let pits: FleetPit[];
  beforeAll(async () => {
    fleet = await startFleet(target, { backends: 2, mediaServers: 2 });
    fleet.atEnd(() => browser.close());
    browser = await launchBrowser();
    admin = await fleet.signIn();
    pits = await openWorkshops(fleet, admin);
    for (const backend of fleet.backends) {
      const api = await fleet.signIn(backend);
      for (const { pit } of pits) await untilStatus(api, pit.id, ['live'], 30_000);
    }
  }, 150_000);
  afterAll(() => fleet?.stop(), 60_000);

  const pitAt = (at: number): FleetPit => pits[at] ?? missingPart();
  const backendAt = (at: number) => fleet.backends[at] ?? missingPart();
  const serverAt = (at: number) => fleet.mediaServers[at] ?? missingPart();

  /** The operator watches a pit in Chromium, through nginx. */
  const watch = (at: number, body: (page: PitPage) => Promise<void>): Promise<void> =>
    visit(browser, { ignoreHTTPSErrors: true }, async (page) => {
      const login = await page
        .context()
        .request.post(`${fleet.origin}/api/v1/auth/login`, { data: fleet.admin });
      expect(login.status()).toBe(200);
      const pit = new PitPage(page, fleet.origin);
      await pit.open(pitAt(at).pit.id);
      await pit.playsOver('webrtc', 20_000);
      await body(pit);
    });

  it('spreads the workshops, and plays each at its own media server', async () => {
    const { items } = await admin.mediaServers();
    expect(items.map(({ workshops }) => workshops)).toEqual([1, 1]);
    const addresses = await Promise.all(pits.map(({ pit }) => admin.streamToken(pit.id)));
    expect(addresses.map(({ webrtc_url: url }) => new URL(url).pathname.split('/')[1])).toEqual([
      'webrtc',
      'webrtc-2',
    ]);
    await watch(1, async (pit) => expect((await pit.movement(1500)).decoded).toBeGreaterThan(10));
  });

  it('has one leader for each media server, and shares PostgreSQL alone', async () => {
    expect(await haveOneLeader(fleet)).toBe(true);
    const files = fleet.backends.map(({ pid }) => writtenBy(pid));
    expect(files[0]?.filter((file) => files[1]?.includes(file))).toEqual([]);
  });

  it('answers the auth hook on both backends, and one token opens one session', async () => {
    for (const [asked, then] of [
      [backendAt(0), backendAt(1)],
      [backendAt(1), backendAt(0)],
    ] as const) {
      const question = viewerOf(await admin.streamToken(pitAt(0).pit.id));
      expect((await sendHookRequest(fleet.hookOf(asked), question)).status).toBe(204);
      // It receives the notification within a third of a second.
      await pause(1000);
      expect((await sendHookRequest(fleet.hookOf(then), question)).status).toBe(204);
      expect((await sendHookRequest(fleet.hookOf(then), { ...question, id: randomUUID() })).status).toBe(401);
      expect((await sendHookRequest(fleet.hookUrl, { ...question, id: randomUUID() })).status).toBe(401);
    }
  });

  it.each([0, 1])(
    'keeps playing while backend %i is killed, reports changes, and allows new viewers',
    async (at) => {
      const survivor = backendAt(1 - at);
      const { camera, pit: shown } = pitAt(0);
      await watch(0, async (pit) => {
        const before = await pit.page.evaluate(() => window.probe.history.length);
        await backendAt(at).kill('SIGKILL');
        await pause(3000);
        expect((await pit.movement(1500)).decoded).toBeGreaterThan(10);
        // Whatever else it did, the picture never left `live`.
        const since = await pit.page.evaluate((from) => window.probe.history.slice(from), before);
        expect(since.filter(({ state }) => state !== 'live')).toEqual([]);
        await watch(1, async (other) => expect((await other.movement(1500)).decoded).toBeGreaterThan(10));
        await camera.stop();
        await pit.reaches(['waiting'], 25_000);
        await camera.restart();
        await pit.playsOver('webrtc', 30_000);
      });
      await untilStatus(await fleet.signIn(survivor), shown.id, ['live'], 20_000);
      await waitFor(async () => await haveOneLeader(fleet), 'each media server has a leader', {
        withinMs: 15_000,
      });
      await backendAt(at).start();
      for (const { pit } of pits)
        await untilStatus(await fleet.signIn(backendAt(at)), pit.id, ['live'], 30_000);
    },
  );

  it('reconnects the events of a killed backend at the other one', async () => {
    const listeners = await Promise.all(
      fleet.backends.map(({ origin }) => openEventStream(origin, admin.accessToken)),
    );
    await waitFor(() => listeners.every(({ events }) => events.length > 0), 'both have a snapshot', {
      withinMs: 5000,
    });
    await watch(0, async ({ page }) => {
      const opened: number[] = [];
      page.on('request', (request) => {
        if (request.url().endsWith('/api/v1/events')) opened.push(performance.now());
      });
      const killed = performance.now();
      await backendAt(0).kill('SIGKILL');
      await pause(500);
      await backendAt(0).start();
      await backendAt(1).kill('SIGKILL');
      // Whichever of the two it was at: it was killed.
      await waitFor(() => opened.at(-1), 'the page opened its event stream again', { withinMs: 15_000 });
      expect((opened[0] ?? Infinity) - killed).toBeLessThan(15_000);
    });
    for (const listener of listeners) listener.close();
    await backendAt(1).start();
  });

  it.each([0, 1])(
    'restores the pits of media server %i after it was killed, while the other pits keep playing',
    async (at) => {
      await watch(1 - at, async (unharmed) => {
        await watch(at, async (harmed) => {
          const before = await unharmed.page.evaluate(() => window.probe.history.length);
          await serverAt(at).process.signal('SIGKILL');
          await harmed.reaches(['reconnecting', 'waiting', 'stalled'], 10_000);
          const { stream } = await waitFor(
            async () => {
              const pit = await admin.pit(pitAt(at).pit.id);
              return pit.stream.status === 'live' ? undefined : pit;
            },
            'its pit is reported offline',
            { withinMs: 20_000 },
          );
          expect(['unknown', 'offline', 'stalled', 'connecting']).toContain(stream.status);
          expect((await unharmed.movement(1500)).decoded).toBeGreaterThan(10);
          await serverAt(at).process.start();
          await harmed.playsOver('webrtc', 45_000);
          expect((await harmed.movement(1500)).decoded).toBeGreaterThan(10);
          const since = await unharmed.page.evaluate((from) => window.probe.history.slice(from), before);
          expect(since.filter(({ state }) => state !== 'live')).toEqual([]);
        });
      });
    },
  );

  it('restarts its backends in turn without a request that fails twice', async () => {
    const load = keepAsking(fleet, admin, pitAt(0).pit.id);
    await pause(1000);
    for (const backend of fleet.backends) {
      await backend.kill('SIGTERM');
      await backend.start();
      // nginx finds it again: it counts in whole seconds.
      await pause(3000);
    }
    const { asked, retried, failed } = await load.stop();
    process.stderr.write(
      `rolling restart: ${asked} requests, ${retried} asked again, ${failed.length} failed\n`,
    );
    expect(asked).toBeGreaterThan(100);
    expect(failed).toEqual([]);
    expect(retried).toBeLessThanOrEqual(asked / 20);
  });
});

function missingPart(): never {
  throw new Error('The fleet has fewer parts.');
}

/** Whether each media server is led by one backend: the advisory lock of each is held, once. */
async function haveOneLeader({ database, mediaServers }: Fleet): Promise<boolean> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ holders: number }>(
      `SELECT count(DISTINCT lock.pid)::int AS holders FROM pg_locks lock JOIN pg_stat_activity who USING (pid)
       WHERE locktype = 'advisory' AND granted AND who.application_name = 'ppf-backend-lead'
         AND lock.objid IN (SELECT id FROM media_server)
       GROUP BY lock.classid, lock.objid`,
    );
    return rows.length >= mediaServers.length && rows.every(({ holders }) => holders === 1);
  } finally {
    await client.end();
  }
}

/** Regular files that a process holds open (Linux). */
function writtenBy(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder)
    .map((fd) => linkOf(`${folder}/${fd}`))
    .filter(
      (file) => file.startsWith('/') && !file.startsWith('/dev/') && !/node_modules|\/dist\//.test(file),
    );
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

/** Asks through nginx again and again, each time once more when that failed, as a client of ours does. */
function keepAsking(fleet: Fleet, admin: ApiClient, pitId: number) {
  let going = true;
  let asked = 0;
  let retried = 0;
  const failed: string[] = [];
  const { accessToken } = admin;
  const calls = [
    { method: 'GET', path: `/api/v1/pits/${pitId}`, more: { accessToken } },
    { method: 'POST', path: '/api/v1/streams/token', more: { accessToken, body: { pit_id: pitId } } },
  ];
  const ask = async ({ method, path, more }: (typeof calls)[number]): Promise<void> => {
    while (going) {
      asked += 1;
      let answer = await throughNginx(fleet, method, path, more);
      if (answer.status === 0 || answer.status >= 500) {
        retried += 1;
        await pause(250);
        answer = await throughNginx(fleet, method, path, more);
      }
      if (answer.status === 0 || answer.status >= 400) failed.push(`${method} ${answer.status}`);
      await pause(20);
    }
  };
  const working = calls.map(ask);
  return {
    stop: async () => {
      going = false;
      await Promise.all(working);
      return { asked, retried, failed };
    },
  };
}
