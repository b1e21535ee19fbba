import { type ChildProcess } from 'node:child_process';
import type { PublishKey } from '@ppf/contracts';
import { startSamplePublisher } from '@ppf/sample-cameras';
import { ffmpegPublishes, ffprobe, hasFfmpeg } from '../media/ffmpeg';
import { gstreamerPlays, gstreamerPublishes, hasGstreamer } from '../media/gstreamer';
import { hasWhipMuxer, WHIP_MUXER, whipPublishes } from '../media/whip';
import { keepPublishing } from '../media/keep-publishing';
import { type Target } from '../target';
import { waitFor } from '../world/wait-for';
import { type TheWorld, type World, asStaff, untilLive } from '../world/world';
import { expectMovingPicture } from './watching-journey';

export function otherPlayersJourney(world: TheWorld, target: Target): void {
  const whereFfmpegIs = hasFfmpeg() ? it : it.skip;

  whereFfmpegIs('plays the rtsp_url in ffprobe as it is', async () => {
    const { api, steady } = world().workshop;
    await untilLive(world(), steady.id);
    const { rtsp_url } = await api.streamToken(steady.id);
    const seen = await ffprobe(rtsp_url);
    expect(seen).toMatchObject({ codec: 'h264', width: 640 });
    expect(seen.packets).toBeGreaterThan(20);
  });

  // In JWT mode MediaMTX reads no token from the query of HLS, unless it is told to (contract §2).
  const whereQueriesAreRead = hasFfmpeg() && target.auth === 'http' ? it : it.skip;
  whereQueriesAreRead('plays the hls_url with the token in its query, as VLC needs it', async () => {
    const { api, steady } = world().workshop;
    await untilLive(world(), steady.id);
    const { hls_url, token } = await api.streamToken(steady.id);
    const seen = await ffprobe(`${hls_url}?token=${token}`);
    expect(seen).toMatchObject({ codec: 'h264', width: 640 });
    expect(seen.packets).toBeGreaterThan(20);
  });

  whereFfmpegIs('shows what ffmpeg publishes with a publish key', () =>
    expectShown(world(), { number: 7, publishes: byRtsp(ffmpegPublishes), height: 180 }),
  );

  const whereGstreamerIs = hasGstreamer() ? it : it.skip;
  if (!hasGstreamer())
    process.stderr.write(
      'Skipped: a pit that GStreamer publishes. It needs gst-launch-1.0, x264enc and rtspclientsink.\n',
    );

  whereGstreamerIs('plays the rtsp_url in GStreamer’s rtspsrc as it is', async () => {
    const { api, steady } = world().workshop;
    await untilLive(world(), steady.id);
    await gstreamerPlays((await api.streamToken(steady.id)).rtsp_url);
  });

  whereGstreamerIs('shows what GStreamer publishes with a publish key', () =>
    expectShown(world(), { number: 17, publishes: byRtsp(gstreamerPublishes), height: 240 }),
  );

  // The simulator does not simulate publishing by WebRTC.
  const whereWhipIs = target.kind === 'mediamtx' && hasWhipMuxer() ? it : it.skip;
  if (target.kind === 'mediamtx' && !hasWhipMuxer())
    process.stderr.write(`Skipped: a pit that FFmpeg publishes by WHIP. It needs ${WHIP_MUXER}.\n`);

  whereWhipIs('shows what FFmpeg publishes by WHIP with a publish key', () =>
    expectShown(world(), {
      number: 19,
      publishes: whipPublishes,
      height: 180,
    }),
  );

  whereWhipIs('denies WHIP with a wrong publish key', async () => {
    const { pushed, publishKey } = world().workshop;
    await untilLive(world(), pushed.id);
    const before = (await world().control.paths.get(pushed.path))?.sourceId;
    const camera = whipPublishes({ ...publishKey, key: `${publishKey.key.slice(0, -2)}xx` });
    const code = await new Promise((resolve) => camera.once('exit', resolve));
    expect(code).not.toBe(0);
    expect((await world().control.paths.get(pushed.path))?.sourceId).toBe(before);
  });

  it('lets nobody publish with a wrong key, and the camera that publishes goes on', async () => {
    const { pushed, publishKey } = world().workshop;
    await untilLive(world(), pushed.id);
    const before = (await world().control.paths.get(pushed.path))?.sourceId;
    const url = publishKey.publish_url.replace(publishKey.key, `${publishKey.key.slice(0, -2)}xx`);
    expect(url).not.toBe(publishKey.publish_url);
    await expect(startSamplePublisher({ url, clip: 'pit-1' })).rejects.toThrow();
    expect((await world().control.paths.get(pushed.path))?.sourceId).toBe(before);
  });

  it('ends a publish key at once when it is replaced: its camera is cut off and cannot come back', async () => {
    const { admin, workshop, control } = world();
    const pit = await admin.createPit(workshop.id, 78);
    await admin.putCamera(pit.id, { kind: 'push' });
    const publish = (url: string) =>
      waitFor('the camera may publish', 15_000, () => startSamplePublisher({ url, clip: 'push' }));
    const first = await admin.makePublishKey(pit.id);
    const camera = await publish(first.publish_url);
    let second: PublishKey;
    try {
      const before = await waitFor(
        'it publishes',
        10_000,
        async () => (await control.paths.get(pit.path))?.sourceId,
      );
      second = await admin.makePublishKey(pit.id);
      await waitFor('the camera is cut off', 10_000, async () => {
        const now = await control.paths.get(pit.path);
        return now?.sourceId === before ? undefined : 'gone';
      });
    } finally {
      await camera.stop();
    }
    await expect(startSamplePublisher({ url: first.publish_url, clip: 'push' })).rejects.toThrow();
    const again = await publish(second.publish_url);
    await again.stop();
  });

  it('lets nobody publish to a pit whose camera is pulled, not even with the key of another pit', async () => {
    const { steady, pushed, publishKey } = world().workshop;
    const url = publishKey.publish_url.replace(pushed.path, steady.path);
    await expect(startSamplePublisher({ url, clip: 'pit-1' })).rejects.toThrow();
  });
}

/** A program that publishes a picture of 320 by `height`, as the camera of a new pit. */
interface Published {
  readonly number: number;
  readonly height: number;
  readonly publishes: (key: PublishKey) => ChildProcess;
}

function byRtsp(publishes: (url: string) => ChildProcess): Published['publishes'] {
  return ({ publish_url }) => publishes(publish_url);
}

async function expectShown(world: World, { number, publishes, height }: Published): Promise<void> {
  const pit = await world.admin.createPit(world.workshop.id, number);
  await world.admin.putCamera(pit.id, { kind: 'push' });
  const key = await world.admin.makePublishKey(pit.id);
  const camera = keepPublishing(() => publishes(key));
  try {
    await untilLive(world, pit.id);
    expect((await world.admin.pit(pit.id)).stream).toMatchObject({ codec: 'H264' });
    await asStaff(world, {}, async ({ pit: page }) => {
      await page.open(pit.id);
      await page.playsOver('webrtc', 15_000);
      await expectMovingPicture(page);
      expect(await page.frames()).toMatchObject({ width: 320, height });
    });
  } finally {
    await camera.stop();
  }
}
