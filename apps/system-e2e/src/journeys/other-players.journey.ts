import { expect, test } from './fixtures';
import { type ChildProcess } from 'node:child_process';
import type { PublishKey } from '@ppf/contracts';
import { startSamplePublisher } from '@ppf/sample-cameras';
import { ffmpegPublishes, ffprobe, hasFfmpeg } from '../media/ffmpeg';
import { gstreamerPlays, gstreamerPublishes, hasGstreamer } from '../media/gstreamer';
import { hasWhipMuxer, WHIP_MUXER, whipPublishes } from '../media/whip';
import { keepPublishing } from '../media/keep-publishing';
import { waitFor } from '@ppf/testing';
import { type World, asStaff, untilLive } from './world';
import { expectMovingPicture } from './moving-picture';

const testWithFfmpeg = hasFfmpeg() ? test : test.skip;

testWithFfmpeg('plays the rtsp_url in ffprobe as it is', async ({ world }) => {
  const { api, steady } = world.workshop;
  await untilLive(world, steady.id);
  const { rtsp_url } = await api.streamToken(steady.id);
  const seen = await ffprobe(rtsp_url);
  expect(seen).toMatchObject({ codec: 'h264', width: 640 });
  expect(seen.packets).toBeGreaterThan(20);
});

testWithFfmpeg('plays the hls_url with the token in its query, as VLC needs it', async ({ world }) => {
  test.skip(
    world.target.auth === 'jwt',
    'in JWT mode MediaMTX reads no HLS token from the query (contract §2)',
  );
  const { api, steady } = world.workshop;
  await untilLive(world, steady.id);
  const { hls_url, token } = await api.streamToken(steady.id);
  const seen = await ffprobe(`${hls_url}?token=${token}`);
  expect(seen).toMatchObject({ codec: 'h264', width: 640 });
  expect(seen.packets).toBeGreaterThan(20);
});

testWithFfmpeg('shows what ffmpeg publishes with a publish key', ({ world }) =>
  expectShown(world, { number: 7, publishes: byRtsp(ffmpegPublishes), height: 180 }),
);

const testWithGstreamer = hasGstreamer() ? test : test.skip;
testWithGstreamer('plays the rtsp_url in GStreamer’s rtspsrc as it is', async ({ world }) => {
  const { api, steady } = world.workshop;
  await untilLive(world, steady.id);
  await gstreamerPlays((await api.streamToken(steady.id)).rtsp_url);
});

testWithGstreamer('shows what GStreamer publishes with a publish key', ({ world }) =>
  expectShown(world, { number: 17, publishes: byRtsp(gstreamerPublishes), height: 240 }),
);

test.describe('WHIP', () => {
  test.skip(
    ({ target }) => typeof target === 'string' || target.kind === 'simulator',
    'the simulator does not support WHIP',
  );
  test.skip(!hasWhipMuxer(), `needs ${WHIP_MUXER}`);

  test('shows what FFmpeg publishes by WHIP with a publish key', ({ world }) =>
    expectShown(world, {
      number: 19,
      publishes: whipPublishes,
      height: 180,
    }));

  test('denies WHIP with a wrong publish key', async ({ world }) => {
    const { pushed, publishKey } = world.workshop;
    await untilLive(world, pushed.id);
    const before = (await world.control.paths.get(pushed.path))?.sourceId;
    const camera = whipPublishes({ ...publishKey, key: `${publishKey.key.slice(0, -2)}xx` });
    const code = await new Promise((resolve) => camera.once('exit', resolve));
    expect(code).not.toBe(0);
    expect((await world.control.paths.get(pushed.path))?.sourceId).toBe(before);
  });
});

test('denies a wrong publish key, and the current publisher stays connected', async ({ world }) => {
  const { pushed, publishKey } = world.workshop;
  await untilLive(world, pushed.id);
  const before = (await world.control.paths.get(pushed.path))?.sourceId;
  const url = publishKey.publish_url.replace(publishKey.key, `${publishKey.key.slice(0, -2)}xx`);
  expect(url).not.toBe(publishKey.publish_url);
  await expect(startSamplePublisher({ url, clip: 'pit-1' })).rejects.toThrow();
  expect((await world.control.paths.get(pushed.path))?.sourceId).toBe(before);
});

test('revokes a publish key immediately when it is replaced: its camera is disconnected and cannot reconnect', async ({
  world,
}) => {
  const { admin, workshop, control } = world;
  const pit = await admin.createPit(workshop.id, 78);
  await admin.putCamera(pit.id, { kind: 'push' });
  const publish = (url: string) =>
    waitFor(() => startSamplePublisher({ url, clip: 'push' }), 'the camera can publish', {
      withinMs: 15_000,
    });
  const first = await admin.makePublishKey(pit.id);
  const camera = await publish(first.publish_url);
  let second: PublishKey;
  try {
    const before = await waitFor(async () => (await control.paths.get(pit.path))?.sourceId, 'it publishes', {
      withinMs: 10_000,
    });
    second = await admin.makePublishKey(pit.id);
    await waitFor(
      async () => {
        const now = await control.paths.get(pit.path);
        return now?.sourceId === before ? undefined : 'gone';
      },
      'the camera is disconnected',
      { withinMs: 10_000 },
    );
  } finally {
    await camera.stop();
  }
  await expect(startSamplePublisher({ url: first.publish_url, clip: 'push' })).rejects.toThrow();
  const again = await publish(second.publish_url);
  await again.stop();
});

test('denies publishing to a pit with a pulled camera, also with the key of another pit', async ({
  world,
}) => {
  const { steady, pushed, publishKey } = world.workshop;
  const url = publishKey.publish_url.replace(pushed.path, steady.path);
  await expect(startSamplePublisher({ url, clip: 'pit-1' })).rejects.toThrow();
});

/** A program that publishes video of 320 × `height` pixels as the camera of a new pit. */
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
