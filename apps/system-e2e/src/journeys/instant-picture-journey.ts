import { isAtLeast } from '@ppf/mediamtx';
import {
  startSampleCamera,
  startSamplePublisher,
  type SampleClip,
  type SamplePublisher,
} from '@ppf/sample-cameras';
import { countVideos, noteFirstPicture } from '../pages/first-picture-probe';
import { whepSessions } from '../pages/whep-sessions';
import { type Target } from '../target';
import { pause, waitFor } from '../world/wait-for';
import { type Pages, type TheWorld, type World, asStaff, untilLive, viewersOf } from '../world/world';

/** From this release on the media server keeps pictures ready at the price of one call of the hook. */
const READY_SINCE = 'v1.18.0';

export function instantPictureJourney(world: TheWorld, { version }: Target): void {
  const ready = version === null || isAtLeast(version, READY_SINCE);
  let slow: { id: number; number: number; path: string };
  const stops: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    slow = await pushedPit(world(), 8);
    const publisher = await publishing(world(), slow.id, 'key-4s');
    stops.push(() => publisher.stop());
    await untilLive(world(), slow.id);
    // A group of pictures has to be whole before anything can be had of it.
    await pause(5000);
  });
  afterAll(() => Promise.all(stops.map((stop) => stop())));

  it(`says with the token whether a picture is ready: ${ready}`, async () => {
    const { api } = world().workshop;
    // The media server is asked how it is configured when it is heard first, and each half minute.
    await waitFor('the token says so', 35_000, async () =>
      (await api.streamToken(slow.id)).instant_picture === ready ? true : undefined,
    );
  });

  it('says that none is ready of a camera on demand, and shows it over WebRTC alone', async () => {
    const { admin, workshop } = world();
    const pit = await admin.createPit(workshop.id, 9);
    const camera = await startSampleCamera({ port: 0, user: 'admin', password: 'secret', clip: 'pit-3' });
    stops.push(() => camera.stop());
    await admin.putCamera(pit.id, { kind: 'pull', on_demand: true, url: camera.url });
    await waitFor('the token says so', 5000, async () =>
      (await workshop.api.streamToken(pit.id)).instant_picture ? undefined : true,
    );
    await asStaff(world(), { before: [noteFirstPicture] }, async ({ page, pit: shown }) => {
      await shown.open(pit.id);
      await shown.playsOver('webrtc', 20_000);
      const { firstFrame } = await page.evaluate(() => window.firstPicture);
      expect(firstFrame.preroll).toBeUndefined();
    });
  });

  it.each([
    [
      'by its address',
      async ({ pit, began }: Opening) => {
        began();
        await pit.open(slow.id);
      },
    ],
    [
      'by a click on the wall',
      async ({ page, pits, began }: Opening) => {
        await pits.open();
        await pits.inState(8, /\blive\b/i).waitFor();
        began();
        await pits.pit(8).click();
        await page.waitForURL(`**/workshops/*/pits/${slow.number}`);
      },
    ],
  ])(
    `shows a camera with key frames each 4 s, opened %s, ${ready ? 'before' : 'when'} WebRTC has one`,
    async (_, open) => {
      await asStaff(world(), { before: [noteFirstPicture] }, async (pages) => {
        const { page, pit } = pages;
        const attempts: string[] = [];
        const began = () =>
          page.on('request', (request) => {
            if (request.method() === 'POST' && request.url().endsWith(`${slow.path}/whep`))
              attempts.push(request.url());
          });
        await open({ ...pages, began });
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
        // What is begun before the player is there is what the player shows.
        expect(attempts).toHaveLength(1);
      });
    },
  );

  it('leaves one picture after the swap, LIVE all the time, and nothing behind when the page is left', async () => {
    await asStaff(world(), {}, async ({ page, pit }) => {
      const opened = whepSessions(page);
      await pit.open(slow.id);
      await pit.playsOver('webrtc', 20_000);
      await waitFor('one picture is left', 2000, async () => {
        const { visible, loaded } = await page.evaluate(countVideos);
        return visible === 1 && loaded === 1 ? true : undefined;
      });
      const history = await page.evaluate(() => window.probe.history);
      const first = history.findIndex(({ state }) => state === 'live');
      expect(history.slice(first).filter(({ state }) => state !== 'live')).toEqual([]);
      await page.goto('about:blank');
      await waitFor('the WebRTC session is gone', 3000, async () =>
        (await viewersOf(world(), slow.path)).some((id) => opened.includes(id)) ? undefined : true,
      );
      // By itself the media server keeps an HLS session for 30 s.
      await waitFor('the HLS session is gone', 15_000, async () =>
        (await hlsSessions(world(), slow.path)) === 0 ? true : undefined,
      );
    });
  });
}

type Opening = Pages & { began(): void };

async function pushedPit(
  { admin, workshop }: World,
  number: number,
): Promise<{ id: number; number: number; path: string }> {
  const pit = await admin.createPit(workshop.id, number);
  await admin.putCamera(pit.id, { kind: 'push' });
  return pit;
}

async function publishing({ admin }: World, pitId: number, clip: SampleClip): Promise<SamplePublisher> {
  const { publish_url: url } = await admin.makePublishKey(pitId);
  return waitFor('the camera may publish', 15_000, () => startSamplePublisher({ url, clip }));
}

/** How many HLS sessions a path has. */
async function hlsSessions({ control }: World, path: string): Promise<number> {
  const sessions = await control.sessions.list('hls');
  return sessions.filter((session) => session.path === path).length;
}
