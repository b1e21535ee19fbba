import { X509Certificate } from 'node:crypto';
import { camera, endOf, GOOD, probe, stopCameras } from '../fixtures/probe-scripted';
import { type RecordedStream, recordedPackets, startRecordedCamera } from '../fixtures/recorded-stream';
import { CAMERA_PEM, startScriptedCamera } from '../fixtures/scripted-camera';

afterEach(stopCameras);

describe('probeCamera with recorded streams', () => {
  it.each<[RecordedStream, boolean, string, object]>([
    ['h264-b-frames', false, 'b-frames', { profile: 'Main', bFrames: true, width: 160, height: 90 }],
    ['h264-long-interval', true, 'long-key-frame-interval', { keyFrameIntervalMs: 3_000, bFrames: false }],
    [
      'h265',
      false,
      'unsupported-codec',
      { codec: 'H265', width: 160, height: 90, keyFrameIntervalMs: 1_000 },
    ],
    ['mjpeg', false, 'unsupported-codec', { codec: 'JPEG', frameRate: 5 }],
    ['mpeg4', false, 'unsupported-codec', { codec: 'MP4V-ES' }],
    ['h264-high-10', true, 'uncommon-profile', { profile: 'High 10' }],
    ['h264-high-422', true, 'uncommon-profile', { profile: 'High 4:2:2' }],
    ['h264-high-444', true, 'uncommon-profile', { profile: 'High 4:4:4 Predictive' }],
  ])('reports the fault of a camera that sends %s', async (name, ok, code, facts) => {
    const report = await probe(await camera(startRecordedCamera(name)), {}, {});
    expect(endOf(report)).toEqual([ok, 'video', code]);
    expect(report.video).toMatchObject(facts);
  });

  it('distinguishes no key frame from one every ten seconds', async () => {
    const packets = recordedPackets('h264-long-interval');
    const keyFrameEnd = packets.findIndex((packet) => ((packet[1] ?? 0) & 0x80) !== 0) + 1;
    const key = packets.slice(0, keyFrameEnd);
    const without = packets.slice(keyFrameEnd, 60);
    const seconds = (count: number) => Array<Buffer[]>(count).fill(without.slice(0, 25)).flat();
    const after = async (parts: Buffer[]) =>
      endOf(await probe(await camera(startRecordedCamera('h264-long-interval', inARow(parts))), {}, {}));
    const tenSeconds = (at: number) => [...seconds(at), ...key, ...seconds(10), ...key];
    const found = await Promise.all([after(seconds(13)), ...[0, 3, 8].map((at) => after(tenSeconds(at)))]);
    expect(found).toEqual([
      [false, 'video', 'no-key-frame'],
      ...Array<unknown>(3).fill([true, 'video', 'long-key-frame-interval']),
    ]);
  });

  it('reports intra refresh', async () => {
    const packets = inARow(Array<Buffer[]>(5).fill(recordedPackets('h264-intra-refresh').slice(2)).flat());
    const started = await camera(startRecordedCamera('h264-intra-refresh', packets));
    expect(endOf(await probe(started, {}, {}))).toEqual([false, 'video', 'intra-refresh']);
  });
});

/** Packets with times in a row, a picture each 40 ms; the marker bit ends a picture. */
function inARow(packets: readonly Buffer[]): Buffer[] {
  let pictures = 0;
  return packets.map((packet) => {
    const copy = Buffer.from(packet);
    copy.writeUInt32BE(pictures * 3_600, 4);
    if (((packet[1] ?? 0) & 0x80) !== 0) pictures += 1;
    return copy;
  });
}

describe('probeCamera over TLS', () => {
  const FINGERPRINT = new X509Certificate(CAMERA_PEM).fingerprint256;
  const start = () => camera(startScriptedCamera(GOOD, () => undefined, CAMERA_PEM));

  it('returns the fingerprint for confirmation, and sends no credentials before', async () => {
    const secure = await start();
    const report = await probe(secure, { tls: { fingerprint: null } });
    expect(report.fingerprint).toBe(FINGERPRINT.replaceAll(':', '').toLowerCase());
    expect(endOf(report)).toEqual([false, 'reach', 'unconfirmed-certificate']);
    expect(secure.requests).toHaveLength(0);
  });

  it.each([FINGERPRINT, FINGERPRINT.replaceAll(':', '').toLowerCase()])(
    'goes on with %s',
    async (fingerprint) => {
      const secure = await start();
      expect(endOf(await probe(secure, { tls: { fingerprint } }))).toEqual([false, 'video', 'no-picture']);
      expect(secure.requests[0]?.uri).toMatch(/^rtsps:/);
    },
  );

  it('sends nothing to a camera with another certificate', async () => {
    const other = await start();
    const report = await probe(other, { tls: { fingerprint: 'ab'.repeat(32) } });
    expect(endOf(report)).toEqual([false, 'reach', 'wrong-certificate']);
    expect(other.requests).toHaveLength(0);
  });

  it('reports TLS at a port for plain RTSP', async () => {
    expect(endOf(await probe(await start()))[1]).toBe('options');
  });
});
