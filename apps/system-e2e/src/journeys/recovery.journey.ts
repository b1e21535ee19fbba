import { expect, test } from './fixtures';
import { whepSessions } from '../pages/whep-sessions';
import { waitFor } from '@ppf/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { asStaff, untilLive, viewersOf } from './world';
import { expectMovingPicture } from './moving-picture';

test('marks a frozen camera within three seconds, never as live, and plays again without user action', async ({
  world,
}) => {
  const { shaky, shakyCamera } = world.workshop;
  await untilLive(world, shaky.id);
  await asStaff(world, {}, async ({ pit }) => {
    await pit.open(shaky.id);
    await pit.playsOver('webrtc', 15_000);
    await expectMovingPicture(pit);
    shakyCamera.freeze();
    await pit.reaches(['stalled', 'reconnecting', 'waiting'], 3500);
    for (let look = 0; look < 15; look += 1) {
      expect(await pit.state()).not.toBe('live');
      expect(await pit.saysLive()).toBe(false);
      await pause(200);
    }
    shakyCamera.resume();
    await pit.playsOver('webrtc', 30_000);
    await expectMovingPicture(pit);
  });
});

test('shows a slow camera as live while frames arrive', async ({ world }) => {
  const { shaky, shakyCamera } = world.workshop;
  await untilLive(world, shaky.id);
  await asStaff(world, {}, async ({ page, pit }) => {
    await pit.open(shaky.id);
    await pit.playsOver('webrtc', 15_000);
    shakyCamera.slow(4);
    await pause(6000);
    const since = await page.evaluate(() => performance.now() - 5000);
    const history = await page.evaluate(() => window.probe.history);
    shakyCamera.slow(25);
    expect(history.filter(({ at, state }) => at > since && state !== 'live')).toEqual([]);
  });
});

test('shows the picture again after the camera stopped and restarted, explains the outage, and lists it', async ({
  world,
}) => {
  const { shaky, shakyCamera } = world.workshop;
  // A failed first try leaves the camera stopped.
  await shakyCamera.restart();
  await untilLive(world, shaky.id);
  await asStaff(world, {}, async ({ pit }) => {
    await pit.open(shaky.id);
    await pit.playsOver('webrtc', 15_000);
    const before = await pit.outages();
    await shakyCamera.stop();
    await pit.reaches(['reconnecting', 'waiting', 'stalled'], 5000);
    expect(await pit.saysLive()).toBe(false);
    await pit.reaches(['waiting'], 20_000);
    const finding = await pit.troubleshoot();
    expect(finding).toMatch(/^The device at this address refuses connections/);
    expect(finding).toMatch(/Ask the owner of the workshop: Turn on RTSP/);
    await shakyCamera.restart();
    await pit.playsOver('webrtc', 30_000);
    await expectMovingPicture(pit);
    const newest = await waitFor(
      async () => {
        const [first] = await pit.outages();
        return first !== before[0] && !first?.startsWith('since') ? first : undefined;
      },
      'the outage is listed as over',
      { withinMs: 15_000 },
    );
    expect(newest).toMatch(/\d\d:\d\d[^]*(Offline|Frozen) for/);
  });
});

test('shows the picture again after the media server was killed and restarted', async ({ world }) => {
  const { steady } = world.workshop;
  await untilLive(world, steady.id);
  await asStaff(world, {}, async ({ page, pit }) => {
    const opened = whepSessions(page);
    await pit.open(steady.id);
    await pit.playsOver('webrtc', 15_000);
    const before = world.product.mediaServerPid();
    if (before === undefined) throw new Error('The media server has no pid file.');
    process.kill(before, 'SIGKILL');
    await pit.reaches(['reconnecting', 'waiting', 'stalled'], 5000);
    await waitFor(
      () => {
        const now = world.product.mediaServerPid();
        return now !== undefined && now !== before ? now : undefined;
      },
      'another media server runs',
      { withinMs: 20_000 },
    );
    await pit.playsOver('webrtc', 45_000);
    await expectMovingPicture(pit);
    expect(await viewersOf(world, steady.path)).toContain(opened.at(-1));
  });
});
