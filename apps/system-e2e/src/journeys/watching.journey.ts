import { expect, test } from './fixtures';
import { makeWebRtcImpossible } from '../pages/probe';
import { expectMovingPicture } from './moving-picture';
import { waitFor } from '@ppf/testing';
import { whepSessions } from '../pages/whep-sessions';
import { type Pages, asStaff, untilLive, viewersOf } from './world';

test('plays a pulled camera over WebRTC: frames are decoded and shown, and the picture changes', async ({
  world,
}) => {
  const { steady } = world.workshop;
  await untilLive(world, steady.id);
  await asStaff(world, {}, async ({ pit }) => {
    await pit.open(steady.id);
    await pit.playsOver('webrtc', 15_000);
    await expectMovingPicture(pit);
    expect((await pit.frames()).width).toBe(640);
    expect(await pit.saysLive()).toBe(true);
  });
});

test('plays a camera that pushes with its publish key', async ({ world }) => {
  const { pushed } = world.workshop;
  await untilLive(world, pushed.id);
  await asStaff(world, {}, async ({ pit }) => {
    await pit.open(pushed.id);
    await pit.playsOver('webrtc', 15_000);
    await expectMovingPicture(pit);
  });
});

for (const [where, leave] of [
  ['another page of the dashboard', leaveForPits],
  ['another site', leaveForAnotherSite],
] as const)
  test(`ends the viewing session in the media server when the user leaves for ${where}`, async ({
    world,
  }) => {
    const { steady } = world.workshop;
    await untilLive(world, steady.id);
    await asStaff(world, {}, async (pages) => {
      const opened = whepSessions(pages.page);
      await pages.pit.open(steady.id);
      await pages.pit.playsOver('webrtc', 15_000);
      const [session = 'none'] = opened;
      expect(await viewersOf(world, steady.path)).toContain(session);
      await leave(pages);
      await waitFor(
        async () => !(await viewersOf(world, steady.path)).includes(session),
        'the session is gone',
        { withinMs: 3000 },
      );
    });
  });

test('plays over HLS where WebRTC is impossible', async ({ world }) => {
  const { steady } = world.workshop;
  await untilLive(world, steady.id);
  await asStaff(world, { before: [makeWebRtcImpossible] }, async ({ pit }) => {
    await pit.open(steady.id);
    await pit.playsOver('hls', 25_000);
    await expectMovingPicture(pit);
  });
});

async function leaveForPits({ page }: Pages): Promise<void> {
  await page.getByRole('link', { name: 'Back to the pits' }).click();
}

async function leaveForAnotherSite({ page }: Pages): Promise<void> {
  await page.goto('about:blank');
}
