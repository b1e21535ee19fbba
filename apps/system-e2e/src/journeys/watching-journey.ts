import { makeWebRtcImpossible } from '../pages/probe';
import { type PitPage } from '../pages/pit-page';
import { waitFor } from '../world/wait-for';
import { whepSessions } from '../pages/whep-sessions';
import { type Pages, type TheWorld, asStaff, untilLive, viewersOf } from '../world/world';

/** Two seconds at 25 frames a second bring 50; a busy machine shows fewer. */
const WATCHED_MS = 2000;
const FEWEST_FRAMES = 15;

export async function expectMovingPicture(pit: PitPage): Promise<void> {
  const moved = await pit.movement(WATCHED_MS);
  expect(moved.decoded).toBeGreaterThan(FEWEST_FRAMES);
  expect(moved.presented).toBeGreaterThan(FEWEST_FRAMES);
  expect(moved.changed).toBe(true);
}

export function watchingJourney(world: TheWorld): void {
  it('plays a pulled camera over WebRTC: frames are decoded and shown, and the picture changes', async () => {
    const { steady } = world().workshop;
    await untilLive(world(), steady.id);
    await asStaff(world(), {}, async ({ pit }) => {
      await pit.open(steady.id);
      await pit.playsOver('webrtc', 15_000);
      await expectMovingPicture(pit);
      expect((await pit.frames()).width).toBe(640);
      expect(await pit.saysLive()).toBe(true);
    });
  });

  it('plays a camera that pushes with its publish key', async () => {
    const { pushed } = world().workshop;
    await untilLive(world(), pushed.id);
    await asStaff(world(), {}, async ({ pit }) => {
      await pit.open(pushed.id);
      await pit.playsOver('webrtc', 15_000);
      await expectMovingPicture(pit);
    });
  });

  it.each([
    [
      'for another of our pages',
      async ({ page }: Pages) => page.getByRole('link', { name: 'Back to the pits' }).click(),
    ],
    ['for another site', async ({ page }: Pages) => void (await page.goto('about:blank'))],
  ])('ends the viewing session in the media server when the page is left %s', async (_, leave) => {
    const { steady } = world().workshop;
    await asStaff(world(), {}, async (pages) => {
      const opened = whepSessions(pages.page);
      await pages.pit.open(steady.id);
      await pages.pit.playsOver('webrtc', 15_000);
      const [session = 'none'] = opened;
      expect(await viewersOf(world(), steady.path)).toContain(session);
      await leave(pages);
      await waitFor('the session is gone', 3000, async () =>
        (await viewersOf(world(), steady.path)).includes(session) ? undefined : true,
      );
    });
  });

  it('plays over HLS where WebRTC is impossible', async () => {
    const { steady } = world().workshop;
    await asStaff(world(), { before: [makeWebRtcImpossible] }, async ({ pit }) => {
      await pit.open(steady.id);
      await pit.playsOver('hls', 25_000);
      await expectMovingPicture(pit);
    });
  });
}
