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
  ])('tells what is wrong with a camera that sends %s', async (name, ok, code, facts) => {
    const report = await probe(await camera(startRecordedCamera(name)), {}, {});
    expect(endOf(report)).toEqual([ok, 'video', code]);
    expect(report.video).toMatchObject(facts);
  });

  it('tells of a camera that sends no key frame', async () => {
    const packets = recordedPackets('h264-long-interval');
    const keyFrameEnd = packets.findIndex((packet) => ((packet[1] ?? 0) & 0x80) !== 0) + 1;
    const withoutKey = packets.slice(keyFrameEnd, 60);
    const started = await camera(startRecordedCamera('h264-long-interval', withoutKey));
    expect(endOf(await probe(started))).toEqual([false, 'video', 'no-key-frame']);
  });
});

describe('probeCamera over TLS', () => {
  const FINGERPRINT = new X509Certificate(CAMERA_PEM).fingerprint256;
  const start = () => camera(startScriptedCamera(GOOD, () => undefined, CAMERA_PEM));

  it('tells the certificate, for a person to confirm', async () => {
    const report = await probe(await start(), { tls: { fingerprint: null } });
    expect(report.fingerprint).toBe(FINGERPRINT.replaceAll(':', '').toLowerCase());
    expect(endOf(report)).toEqual([false, 'video', 'no-picture']);
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

  it('tells of TLS at a port where plain RTSP was asked for', async () => {
    expect(endOf(await probe(await start()))[1]).toBe('options');
  });
});
