import { startSamplePublisher, type SamplePublisher } from '@ppf/sample-cameras';
import type { Pit } from '@ppf/contracts';
import { waitFor } from '../world/wait-for';
import { asOwner, type TheWorld, untilLive } from '../world/world';

/** How long readers are counted after the picture is there: longer than a player needs to have tried everything. */
const COUNTED_FOR_MS = 8_000;

/** Who watches is counted once, and only who does: nobody at a camera that is off, one at a page that tries two ways. */
export function phantomViewersJourney(world: TheWorld): void {
  let pit: Pit;
  let publisher: SamplePublisher | undefined;

  beforeAll(async () => {
    const { owner, id } = world().workshop;
    pit = await owner.createPit(id, 53);
    await owner.putCamera(pit.id, { kind: 'push' });
    await waitFor('the camera is offline', 15_000, async () =>
      (await owner.pit(pit.id)).stream.status === 'offline' ? true : undefined,
    );
  }, 30_000);
  afterAll(async () => {
    await publisher?.stop();
    await world().workshop.owner.deletePit(pit.id);
  });

  it(
    'asks no media server for a camera that is offline, and shows it as soon as it publishes',
    () =>
      asOwner(world(), {}, async ({ page, pit: shown }) => {
        const { owner } = world().workshop;
        const asked: string[] = [];
        const faults: string[] = [];
        page.on('request', (request) => {
          if (/\/(whep|index\.m3u8)(\?|$)/.test(request.url())) asked.push(request.url());
        });
        page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
        await shown.open(pit.id);
        await shown.reaches(['waiting'], 10_000);
        await page.getByText('No viewers.').waitFor();
        const { publish_url: url } = await owner.makePublishKey(pit.id);
        expect([asked, faults]).toEqual([[], []]);
        publisher = await waitFor('the camera may publish', 15_000, () =>
          startSamplePublisher({ url, clip: 'push' }),
        );
        await shown.reaches(['live'], 15_000);
        expect(asked).not.toEqual([]);
      }),
    60_000,
  );

  it('counts a browser that can only play HLS as one viewer, from its first picture on', async () => {
    await untilLive(world(), pit.id);
    // Whoever watched before is forgotten by then: the media server keeps an HLS session for 30 s.
    await waitFor('nobody watches', 60_000, async () =>
      (await world().workshop.owner.pit(pit.id)).stream.readers === 0 ? true : undefined,
    );
    await asOwner(world(), { before: [leaveOutWebRtc] }, async ({ pit: shown }) => {
      const { owner } = world().workshop;
      await shown.open(pit.id);
      await shown.playsOver('hls', 30_000);
      const counts = new Set<number>();
      const listed = new Set<number>();
      const until = performance.now() + COUNTED_FOR_MS;
      await waitFor('the viewer was counted for a while', 2 * COUNTED_FOR_MS, async () => {
        counts.add((await owner.pit(pit.id)).stream.readers);
        listed.add((await owner.viewingSessions(pit.id, true)).items.length);
        return performance.now() > until && Math.max(...listed) > 0 ? true : undefined;
      });
      expect(Math.max(...counts)).toBeLessThanOrEqual(1);
      expect(Math.max(...listed)).toBe(1);
    });
  }, 120_000);
}

/** Runs in the page, before anything else: a browser whose WebRTC knows no H.264. */
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
