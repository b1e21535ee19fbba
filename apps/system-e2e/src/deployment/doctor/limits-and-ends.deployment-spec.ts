import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Pit } from '@ppf/contracts';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../pages/browser';
import { waitFor } from '@ppf/testing';
import { ENCODERS } from '../world/camera-server';
import { describeDoctor } from '../world/describe-doctor';
import { type TroubleshootingFixture, startTroubleshootingFixture } from '../world/troubleshooting-fixture';
import { type PitVisit, visitPit } from '../world/pit-visits';

describeDoctor('limits of how many watch, and the ends of watching', [], (target) => {
  let world: TroubleshootingFixture;
  let browser: Browser;
  let pits: Pit[];
  beforeAll(async () => {
    browser = await launchBrowser();
    world = await startTroubleshootingFixture(target, {
      STREAM_MAX_VIEWERS_PER_PIT: '1',
      STREAM_MAX_SESSIONS_PER_VIEWER: '1',
      STREAM_MAX_VIEWERS_PER_WORKSHOP: '2',
      STREAM_LEASE_SECONDS: '10',
    });
    const camera = await world.film('good', ENCODERS.good);
    pits = [await world.pit(camera), await world.pit(camera), await world.pit(camera)];
    for (const pit of pits) await world.finds(pit, null);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  const watch = (
    who: keyof TroubleshootingFixture['people'],
    pit: number,
    body: (visit: PitVisit) => Promise<void>,
  ) =>
    visitPit(
      browser,
      { origin: world.installation.backend.origin, who: world.people[who] },
      pits[pit]?.id ?? 0,
      body,
    );
  const viewings = async (pit: number) => (await world.admin.viewingSessions(pits[pit]?.id ?? 0, true)).items;
  const noViewers = () =>
    waitFor(
      async () => (await Promise.all(pits.map((_, pit) => viewings(pit)))).flat().length === 0,
      'no viewers',
      { withinMs: 40_000 },
    );

  it('reports the limits of a pit, a workshop and a user', async () => {
    await watch('operator', 0, async (first) => {
      await first.reaches('live');
      await first.says(null);
      await watch('owner', 0, (second) => second.says('pit-viewers-full'));
      await watch('operator', 1, (again) => again.says('viewer-sessions-full'));
      await watch('owner', 1, async (second) => {
        await second.reaches('live');
        await watch('staff', 2, (third) => third.says('workshop-viewers-full'));
      });
    });
  });

  it('reports a viewing session that was ended by a member', async () => {
    await noViewers();
    await watch('operator', 0, async (visit) => {
      await visit.reaches('live');
      // The picture can start before the media server's list of sessions is read again.
      const viewing = await waitFor(async () => (await viewings(0))[0], 'it is listed', { withinMs: 30_000 });
      await world.admin.endViewing(viewing.id);
      await visit.reaches('denied');
      await visit.says('viewing-ended');
    });
  });

  it('reports a session of another player whose lease ended', async () => {
    await noViewers();
    const { admin } = world;
    const { id: pitId } = pits[0]!;
    const { authorization, rtsp_url: address } = await admin.streamToken(pitId);
    const jti = /^Bearer ([^:]+)/.exec(authorization)?.[1] ?? '';
    const player = spawn('ffmpeg', ['-rtsp_transport', 'tcp', '-i', address, '-f', 'null', '-'], {
      stdio: 'ignore',
    });
    world.installation.atEnd(() => player.kill('SIGKILL'));
    const gone = once(player, 'exit');
    await waitFor(async () => (await viewings(0)).length === 1, 'it watches', {
      withinMs: 30_000,
    });
    await admin.renewViewings([jti]);
    await gone;
    const { ended } = await admin.renewViewings([jti]);
    expect(ended).toEqual([expect.objectContaining({ jti, cause: 'lease-ended' })]);
    const clock = new Date().toISOString();
    await admin.sendFindings(pitId, { state: 'denied', transport: 'none', ended: 'lease-ended', clock });
    await world.finds(pits[0]!, 'lease-ended');
  });
});
