import { expect, test } from './fixtures';
import { startSamplePublisher, type SamplePublisher } from '@ppf/sample-cameras';
import type { Pit } from '@ppf/contracts';
import { waitFor } from '@ppf/testing';
import { asOwner, type World, untilLive } from './world';

/** Longer than a player needs to try every transport. */
const COUNTED_FOR_MS = 8_000;

// A viewer is counted once, and only while watching: none at a camera that is off, one at a page that tries two transports.

let publisher: SamplePublisher | undefined;
test.afterEach(async () => {
  await publisher?.stop();
  publisher = undefined;
});

test('sends no stream request for an offline camera, and plays it as soon as it publishes', async ({
  world,
}) => {
  const { owner } = world.workshop;
  const pit = await createPushPit(world, 53);
  await asOwner(world, {}, async ({ page, pit: shown }) => {
    const requests: string[] = [];
    const faults: string[] = [];
    page.on('request', (request) => {
      if (/\/(whep|index\.m3u8)(\?|$)/.test(request.url())) requests.push(request.url());
    });
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await shown.open(pit.id);
    await shown.reaches(['waiting'], 10_000);
    await page.getByText('No viewers.').waitFor();
    expect([requests, faults]).toEqual([[], []]);
    publisher = await publishTo(world, pit);
    await shown.reaches(['live'], 15_000);
    expect(requests).not.toEqual([]);
  });
  await owner.deletePit(pit.id);
});

test('counts a browser that can only play HLS as one viewer, from its first picture on', async ({
  world,
}) => {
  const { owner } = world.workshop;
  const pit = await createPushPit(world, 54);
  publisher = await publishTo(world, pit);
  await untilLive(world, pit.id);
  expect((await owner.pit(pit.id)).stream.readers).toBe(0);
  await asOwner(world, { before: [leaveOutWebRtc] }, async ({ pit: shown }) => {
    await shown.open(pit.id);
    await shown.playsOver('hls', 30_000);
    const counts = new Set<number>();
    const listed = new Set<number>();
    const until = performance.now() + COUNTED_FOR_MS;
    await waitFor(
      async () => {
        counts.add((await owner.pit(pit.id)).stream.readers);
        listed.add((await owner.viewingSessions(pit.id, true)).items.length);
        return performance.now() > until && Math.max(...listed) > 0;
      },
      'the viewer was counted for a while',
      { withinMs: 2 * COUNTED_FOR_MS },
    );
    expect(Math.max(...counts)).toBeLessThanOrEqual(1);
    expect(Math.max(...listed)).toBe(1);
  });
  await owner.deletePit(pit.id);
});

/** A pit whose camera publishes, and is offline. */
async function createPushPit({ workshop: { owner, id } }: World, number: number): Promise<Pit> {
  const pit = await owner.createPit(id, number);
  await owner.putCamera(pit.id, { kind: 'push' });
  await waitFor(async () => (await owner.pit(pit.id)).stream.status === 'offline', 'the camera is offline', {
    withinMs: 15_000,
  });
  return pit;
}

async function publishTo({ workshop: { owner } }: World, pit: Pit): Promise<SamplePublisher> {
  const { publish_url: url } = await owner.makePublishKey(pit.id);
  return waitFor(() => startSamplePublisher({ url, clip: 'push' }), 'the camera can publish', {
    withinMs: 15_000,
  });
}

/** Runs in the page before its scripts: removes H.264 from WebRTC. */
function leaveOutWebRtc(): void {
  const withoutH264 = (sdp: string): string =>
    sdp
      .split('\r\n')
      .filter((line) => !/^a=(rtpmap|fmtp|rtcp-fb):/.test(line) || !/H264|profile-level-id/.test(line))
      .join('\r\n')
      .replaceAll('H264', 'XXXX');
  const native = RTCPeerConnection.prototype.createOffer as () => Promise<RTCSessionDescriptionInit>;
  RTCPeerConnection.prototype.createOffer = async function (this: RTCPeerConnection) {
    const offer = await native.call(this);
    return { type: 'offer', sdp: withoutH264(offer.sdp ?? '') };
  } as typeof RTCPeerConnection.prototype.createOffer;
  const { codecs = [], headerExtensions = [] } = RTCRtpReceiver.getCapabilities('video') ?? {};
  RTCRtpReceiver.getCapabilities = () => ({
    headerExtensions,
    codecs: codecs.filter(({ mimeType }) => mimeType.toLowerCase() !== 'video/h264'),
  });
}
