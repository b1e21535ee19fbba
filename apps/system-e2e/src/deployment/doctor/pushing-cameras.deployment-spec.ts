import { startSamplePublisher } from '@ppf/sample-cameras';
import { ENCODERS } from '../world/camera-server';
import { describeDoctor } from '../world/describe-doctor';
import { type TroubleshootingFixture, startTroubleshootingFixture } from '../world/troubleshooting-fixture';

describeDoctor('cameras that push', [], (target) => {
  let world: TroubleshootingFixture;
  beforeAll(async () => {
    world = await startTroubleshootingFixture(target);
  }, 120_000);
  afterAll(() => world?.stop());

  const pushed = async () => {
    const pit = await world.pit({ kind: 'push' });
    return { pit, key: await world.admin.makePublishKey(pit.id) };
  };
  /** Tries once. */
  const publish = (address: string) =>
    startSamplePublisher({ url: address, clip: 'pit-1' }).then(
      (one) => one.stop(),
      () => undefined,
    );

  it('reports a missing publisher, a wrong key, the path of another pit, a wrong path, and a frozen publisher', async () => {
    const { pit, key } = await pushed();
    await world.finds(pit, 'not-publishing');
    await publish(key.publish_url.replace(key.key, 'x'.repeat(32)));
    await world.finds(pit, 'wrong-publish-key');
    await publish(key.publish_url.replace(/pit-\d+$/, 'pit-999'));
    const { steps } = await world.finds(pit, 'publishes-to-another-path');
    expect(steps.find(({ step }) => step === 'stream')?.detail).toMatch(/pit-999$/);
    await publish(`${key.publish_url}/raw`);
    await world.finds(pit, 'publishes-beside-the-path');
    const camera = await startSamplePublisher({ url: key.publish_url, clip: 'pit-1' });
    world.installation.atEnd(() => camera.stop());
    await world.finds(pit, null);
    camera.freeze();
    await world.finds(pit, 'stalled');
  });

  it('reports a publisher without a key, and a pit without one', async () => {
    const { pit, key } = await pushed();
    const { host, pathname } = new URL(key.publish_url);
    await publish(`rtsp://${host}${pathname}`);
    await world.finds(pit, 'publishing-refused');
    await world.finds(await world.pit({ kind: 'push' }), 'no-publish-key');
  });

  it.each([
    ['H.265', 'h265', 'video-is-h265'],
    ['Motion JPEG', 'mjpeg', 'video-is-mjpeg'],
    ['Motion JPEG of which nothing comes', 'ownTables', 'mjpeg-sends-nothing'],
  ] as const)('names %s', async (_, encoder, code) => {
    const { pit, key } = await pushed();
    world.push(key.publish_url, ENCODERS[encoder]);
    await world.finds(pit, code);
  });

  it('reports an unreachable media server in the camera test', async () => {
    const { pit } = await pushed();
    await world.server().signal('SIGKILL');
    const { steps } = await world.admin.testCamera(pit.id);
    expect(steps.find(({ fault }) => fault)?.fault).toMatchObject({ code: 'media-server-away' });
  });
});
