import { randomBytes } from 'node:crypto';
import { ControlApi } from '@ppf/mediamtx';
import type { Browser } from 'playwright-core';
import { untilStatus } from '../chaos/world/installation';
import { PitPage } from '../pages/pit-page';
import { findProgram } from '../proxies/proxy';
import { findMediaMtx, SIMULATOR } from '../world/target';
import { ApiClient, type Credentials } from '../world/api-client';
import { launchBrowser, visit } from '../pages/browser';
import { waitFor } from '@ppf/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { startFleet, type Fleet } from './fleet/fleet';
import { openWorkshops, type FleetPit } from './fleet/fleet-pits';

const target = findMediaMtx() ?? SIMULATOR;
const missing = ['nginx', 'openssl'].filter((program) => findProgram(program) === undefined);
const installed = missing.length === 0;
if (!installed) process.stderr.write(`Skipped: the edges, for want of ${missing.join(' and ')}.\n`);
const describeWhereInstalled = installed ? describe : describe.skip;

/** Media servers by their position in the fleet, which their prefixes contain. */
const EDGES = ['webrtc-2', 'webrtc-3'] as const;

describeWhereInstalled(`an origin and two edges, ${target.version ?? 'simulators'}`, () => {
  let fleet: Fleet;
  let browser: Browser;
  let admin: ApiClient;
  let shown: FleetPit;
  /** One viewer at each edge. */
  let viewers: Credentials[];
  let origin: ControlApi;
  beforeAll(async () => {
    fleet = await startFleet(target, { backends: 2, mediaServers: 1, edges: 2 });
    fleet.atEnd(() => browser.close());
    browser = await launchBrowser();
    admin = await fleet.signIn();
    [shown] = (await openWorkshops(fleet, admin)) as [FleetPit];
    await untilStatus(admin, shown.pit.id, ['live'], 30_000);
    origin = new ControlApi({ url: `http://127.0.0.1:${fleet.mediaServers[0]?.ports.api}` });
    fleet.atEnd(() => origin.close());
    viewers = await viewersByEdge();
  }, 150_000);
  afterAll(() => fleet?.stop(), 60_000);

  const placeOf = (url: string): string => new URL(url).pathname.split('/')[1] ?? '';
  const readers = async (): Promise<number> => (await admin.pit(shown.pit.id)).stream.readers;

  /** Members of the workshop, one for each edge. */
  async function viewersByEdge(): Promise<Credentials[]> {
    const found = new Map<string, Credentials>();
    for (let at = 0; at < 20 && found.size < EDGES.length; at += 1) {
      const person = { email: `viewer-${at}@example.org`, password: randomBytes(18).toString('base64url') };
      await admin.createMember(shown.pit.workshop_id, {
        ...person,
        display_name: `Viewer ${at}`,
        role: 'staff',
      });
      const api = await ApiClient.signIn(fleet.backends[0]?.origin ?? '', person);
      const { webrtc_url: url } = await waitFor(
        async () => {
          const given = await api.streamToken(shown.pit.id);
          return placeOf(given.webrtc_url) === 'webrtc' ? undefined : given;
        },
        'the edges are known to answer',
        { withinMs: 15_000 },
      );
      if (!found.has(placeOf(url))) found.set(placeOf(url), person);
    }
    return EDGES.map((edge) => found.get(edge) ?? { email: '', password: '' });
  }

  const watch = (
    person: Credentials,
    body: (pit: PitPage, asked: string[]) => Promise<void>,
  ): Promise<void> =>
    visit(browser, { ignoreHTTPSErrors: true }, async (page) => {
      const asked: string[] = [];
      page.on('request', (request) => {
        if (request.method() === 'POST' && request.url().endsWith('/whep'))
          asked.push(placeOf(request.url()));
      });
      const login = await page.context().request.post(`${fleet.origin}/api/v1/auth/login`, { data: person });
      expect(login.status()).toBe(200);
      const pit = new PitPage(page, fleet.origin);
      await pit.open(shown.pit.id);
      await pit.playsOver('webrtc', 25_000);
      await body(pit, asked);
    });

  it('plays at both edges, each pulling once, and counts and lists each viewer once', async () => {
    const [one, two] = viewers as [Credentials, Credentials];
    await watch(one, (first, asked) =>
      watch(two, async (second, askedToo) => {
        expect([asked.at(-1), askedToo.at(-1)]).toEqual([...EDGES]);
        expect((await first.movement(1500)).decoded).toBeGreaterThan(10);
        expect((await second.movement(1500)).decoded).toBeGreaterThan(10);
        const sessions = await origin.sessions.list('rtsp');
        const fetching = sessions.filter(({ path, state }) => path === shown.pit.path && state === 'read');
        expect(fetching).toHaveLength(2);
        expect((await origin.sessions.list('webrtc')).filter(({ path }) => path === shown.pit.path)).toEqual(
          [],
        );
        await waitFor(async () => (await readers()) === 2, 'both are counted', {
          withinMs: 10_000,
        });
        // Longer than it takes to record an unknown reader.
        await pause(14_000);
        const { items } = await admin.viewingSessions(shown.pit.id, true);
        expect(items.map(({ viewer }) => [viewer.kind, viewer.name]).sort()).toEqual(
          viewers.map(({ email }) => ['user', `Viewer ${/\d+/.exec(email)?.[0]}`]).sort(),
        );
        expect(await readers()).toBe(2);
      }),
    );
    await waitFor(async () => (await readers()) === 0, 'no viewer is counted', {
      withinMs: 50_000,
    });
  });

  it('ends a viewing session at an edge', async () => {
    const [one] = viewers as [Credentials];
    await watch(one, async (pit) => {
      const session = await waitFor(
        async () => {
          const { items } = await admin.viewingSessions(shown.pit.id, true);
          return items.find(({ viewer }) => viewer.kind === 'user');
        },
        'it is recorded',
        { withinMs: 10_000 },
      );
      await admin.endViewing(session.id);
      await pit.reaches(['denied'], 5000);
    });
  });

  it('moves the viewers of a killed edge to another one, and reports the pit as live all the time', async () => {
    const [, two] = viewers as [Credentials, Credentials];
    await watch(two, async (pit, asked) => {
      const before = asked.length;
      await fleet.mediaServers[2]?.process.signal('SIGKILL');
      await pit.reaches(['reconnecting', 'stalled', 'waiting', 'connecting'], 10_000);
      await waitFor(() => asked.slice(before).some((at) => at !== EDGES[1]), 'it asks elsewhere', {
        withinMs: 30_000,
      });
      await pit.playsOver('webrtc', 30_000);
      expect((await pit.movement(1500)).decoded).toBeGreaterThan(10);
      expect((await admin.pit(shown.pit.id)).stream.status).toBe('live');
    });
    await fleet.mediaServers[2]?.process.start();
    await waitFor(
      async () => {
        const api = await ApiClient.signIn(fleet.backends[0]?.origin ?? '', two);
        return placeOf((await api.streamToken(shown.pit.id)).webrtc_url) === EDGES[1];
      },
      'it is given viewers again',
      { withinMs: 20_000 },
    );
    await watch(two, async (pit) => expect((await pit.movement(1500)).decoded).toBeGreaterThan(10));
  });
});
