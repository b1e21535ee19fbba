import type { Browser } from 'playwright-core';
import type { Pit } from '@ppf/contracts';
import { launchBrowser, type Visit } from '../../pages/browser';
import { deviceIsTwoHoursLate, withoutH264, withoutMedia, withoutWebRtc } from '../world/odd-browsers';
import { ENCODERS } from '../world/camera-server';
import { describeDoctor } from '../world/describe-doctor';
import { type TroubleshootingFixture, startTroubleshootingFixture } from '../world/troubleshooting-fixture';
import { type PitVisit, visitPit } from '../world/pit-visits';

describeDoctor('what the browser makes of it', [], (target) => {
  let world: TroubleshootingFixture;
  let browser: Browser;
  let good: Pit;
  beforeAll(async () => {
    browser = await launchBrowser();
    world = await startTroubleshootingFixture(target);
    good = await world.pit(await world.film('good', ENCODERS.good));
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  const watch = (pit: Pit, body: (visit: PitVisit) => Promise<void>, options: Visit = {}) =>
    visitPit(
      browser,
      { origin: world.installation.backend.origin, who: world.people.operator, ...options },
      pit.id,
      body,
    );
  const pushing = async (encoder: readonly string[]) => {
    const pit = await world.pit({ kind: 'push' });
    world.push((await world.admin.makePublishKey(pit.id)).publish_url, encoder);
    await world.finds(pit, null);
    return pit;
  };

  it('reports no fault while it plays', async () => {
    await watch(good, async (visit) => {
      await visit.reaches('live');
      await visit.says(null);
    });
  });

  // The simulator passes them on.
  (target.kind === 'mediamtx' ? it : it.skip)('reports a publisher with B-frames', async () => {
    await watch(await pushing(ENCODERS.bFrames), async (visit) => {
      await visit.reaches('live', 'hls');
      await visit.says('b-frames');
    });
  });

  it('reports missing video of a publisher without key frames', async () => {
    await watch(await pushing(ENCODERS.noKeyFrames), (visit) => visit.says('nothing-decoded'));
  });

  it('reports a pulled camera without key frames', async () => {
    const pit = await world.pit(await world.film('noKeyFrames', ENCODERS.noKeyFrames));
    await watch(pit, (visit) => visit.says('no-key-frame'));
  });

  it('reports that the video is not re-encoded when the media server has no FFmpeg', async () => {
    await world.restart({}, { env: { PATH: '/nonexistent' } });
    const camera = await world.film('h265', ENCODERS.h265);
    const pit = await world.pit({ ...camera, transcode: true });
    await watch(pit, (visit) => visit.says('re-encoding-fails'));
    await world.restart();
  });

  it('reports a browser without H.264', async () => {
    await watch(good, (visit) => visit.says('browser-codec'), { before: [withoutH264] });
  });

  it('reports a browser with neither WebRTC nor Media Source Extensions', async () => {
    await watch(good, (visit) => visit.says('browser-failed'), { before: [withoutMedia] });
  });

  it('reports a wrong clock of the device', async () => {
    const late = { before: [deviceIsTwoHoursLate] };
    await watch(
      good,
      async (visit) => {
        await visit.reaches('live');
        await visit.says('browser-clock');
      },
      late,
    );
  });

  it('reports the delay of HLS with long segments', async () => {
    await world.restart({ hlsVariant: 'fmp4', hlsSegmentDuration: '3s' });
    // The other one has outages by now.
    const pit = await world.pit(await world.film('late', ENCODERS.good));
    await watch(
      pit,
      async (visit) => {
        await visit.reaches('live', 'hls');
        await visit.says('lag');
      },
      { before: [withoutWebRtc] },
    );
  });
});
