import { expect, test } from './fixtures';
import type { Pit } from '@ppf/contracts';
import { isAtLeast } from '@ppf/mediamtx';
import {
  startSampleCamera,
  startSamplePublisher,
  type SampleClip,
  type SamplePublisher,
} from '@ppf/sample-cameras';
import { countVideos, noteFirstPicture } from '../pages/first-picture-probe';
import { whepSessions } from '../pages/whep-sessions';
import { waitFor } from '@ppf/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { type Pages, type World, asStaff, untilLive, viewersOf } from './world';

/** From this release on the media server keeps pictures ready at the cost of one hook request. */
const READY_SINCE = 'v1.18.0';

const isReadyOn = ({ target: { version } }: World): boolean =>
  version === null || isAtLeast(version, READY_SINCE);

let slow: Pit;
const stops: (() => Promise<unknown>)[] = [];
test.beforeAll(async ({ world }) => {
  slow = await createPushPit(world, 8);
  const publisher = await publishTo(world, slow.id, 'key-4s');
  stops.push(() => publisher.stop());
  await untilLive(world, slow.id);
  // The media server needs a whole group of pictures before it can serve any.
  await pause(5000);
});
test.afterAll(async ({ workshop }) => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
  const { items } = await workshop.owner.pits(workshop.id);
  for (const pit of items.filter(({ number }) => [8, 9].includes(number)))
    await workshop.owner.deletePit(pit.id);
});

test('reports with the token whether a picture is ready', async ({ world }) => {
  const { api } = world.workshop;
  // The backend reads the configuration of the media server at its first contact and every half minute.
  await waitFor(
    async () => (await api.streamToken(slow.id)).instant_picture === isReadyOn(world),
    'the token reports it',
    { withinMs: 35_000 },
  );
});

test('reports no ready picture for a camera on demand, and plays it over WebRTC alone', async ({ world }) => {
  const { admin, workshop } = world;
  const pit = await admin.createPit(workshop.id, 9);
  const camera = await startSampleCamera({ port: 0, user: 'admin', password: 'secret', clip: 'pit-3' });
  stops.push(() => camera.stop());
  await admin.putCamera(pit.id, { kind: 'pull', on_demand: true, url: camera.url });
  await waitFor(
    async () => !(await workshop.api.streamToken(pit.id)).instant_picture,
    'the token reports it',
    { withinMs: 5000 },
  );
  await asStaff(world, { before: [noteFirstPicture] }, async ({ page, pit: shown }) => {
    await shown.open(pit.id);
    await shown.playsOver('webrtc', 20_000);
    const { firstFrame } = await page.evaluate(() => window.firstPicture);
    expect(firstFrame.preroll).toBeUndefined();
  });
});

for (const [how, open] of [
  ['by its URL', openByUrl],
  ['by a click on the wall', openFromWall],
] as const)
  test(`shows a camera with key frames every 4 s before or with WebRTC, opened ${how}`, async ({ world }) => {
    const ready = isReadyOn(world);
    await asStaff(world, { before: [noteFirstPicture] }, async (pages) => {
      const { page, pit } = pages;
      const attempts: string[] = [];
      const onOpen = () =>
        page.on('request', (request) => {
          if (request.method() === 'POST' && request.url().endsWith(`${slow.path}/whep`))
            attempts.push(request.url());
        });
      await open({ ...pages, onOpen });
      await pit.playsOver('webrtc', 20_000);
      const { firstFrame, boxes, since } = await page.evaluate(() => window.firstPicture);
      const history = await page.evaluate(() => window.probe.history);
      const transports = history.filter(({ at, state }) => at >= since && state === 'live');
      if (ready) {
        expect(transports.map(({ transport }) => transport)).toEqual(['preroll', 'webrtc']);
        expect(firstFrame.preroll).toBeLessThan(firstFrame.webrtc ?? Infinity);
      } else {
        expect(firstFrame.preroll).toBeUndefined();
      }
      expect(await pit.saysLive()).toBe(true);
      expect(boxes.length).toBeLessThanOrEqual(1);
      // The player uses the session that was opened before it was created.
      expect(attempts).toHaveLength(1);
    });
  });

test('keeps one picture after the switch, always LIVE, and no session after the user leaves', async ({
  world,
}) => {
  await asStaff(world, {}, async ({ page, pit }) => {
    const opened = whepSessions(page);
    await pit.open(slow.id);
    await pit.playsOver('webrtc', 20_000);
    await waitFor(
      async () => {
        const { visible, loaded } = await page.evaluate(countVideos);
        return visible === 1 && loaded === 1;
      },
      'one picture is left',
      { withinMs: 2000 },
    );
    const history = await page.evaluate(() => window.probe.history);
    const first = history.findIndex(({ state }) => state === 'live');
    expect(history.slice(first).filter(({ state }) => state !== 'live')).toEqual([]);
    await page.goto('about:blank');
    await waitFor(
      async () => !(await viewersOf(world, slow.path)).some((id) => opened.includes(id)),
      'the WebRTC session is gone',
      { withinMs: 3000 },
    );
    // By itself the media server keeps an HLS session for 30 s.
    await waitFor(async () => (await hlsSessions(world, slow.path)) === 0, 'the HLS session is gone', {
      withinMs: 15_000,
    });
  });
});

type Opening = Pages & { onOpen(): void };

async function openByUrl({ pit, onOpen }: Opening): Promise<void> {
  onOpen();
  await pit.open(slow.id);
}

async function openFromWall({ page, pits, onOpen }: Opening): Promise<void> {
  await pits.open();
  await pits.inState(8, /\blive\b/i).waitFor();
  onOpen();
  await pits.pit(8).click();
  await page.waitForURL(`**/workshops/*/pits/${slow.number}`);
}

async function createPushPit({ admin, workshop }: World, number: number): Promise<Pit> {
  const pit = await admin.createPit(workshop.id, number);
  await admin.putCamera(pit.id, { kind: 'push' });
  return pit;
}

async function publishTo({ admin }: World, pitId: number, clip: SampleClip): Promise<SamplePublisher> {
  const { publish_url: url } = await admin.makePublishKey(pitId);
  return waitFor(() => startSamplePublisher({ url, clip }), 'the camera can publish', { withinMs: 15_000 });
}

/** How many HLS sessions a path has. */
async function hlsSessions({ control }: World, path: string): Promise<number> {
  const sessions = await control.sessions.list('hls');
  return sessions.filter((session) => session.path === path).length;
}
