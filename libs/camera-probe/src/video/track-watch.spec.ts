import { parseVideoDescription } from '@ppf/rtsp-wire';
import { type RecordedStream, recordedPackets, recordedSdp } from '../fixtures/recorded-stream';
import { TrackWatch } from './track-watch';

function watched(name: RecordedStream, packets = recordedPackets(name)): TrackWatch {
  const video = parseVideoDescription(recordedSdp(name));
  const watch = video === null ? null : TrackWatch.of(video);
  if (watch === null) throw new Error(name);
  packets.forEach((packet, index) => watch.push(packet, index * 10));
  return watch;
}

describe('TrackWatch', () => {
  it.each([
    [
      'h264-b-frames',
      { codec: 'H264', profile: 'Main', bFrames: true, keyFrameIntervalMs: 1_000, frameRate: 25 },
    ],
    ['h264-long-interval', { codec: 'H264', profile: 'High', bFrames: false, keyFrameIntervalMs: 3_000 }],
    ['h265', { codec: 'H265', profile: 'Main', bFrames: false, keyFrameIntervalMs: 1_000, frameRate: 25 }],
    ['h265-b-frames', { codec: 'H265', profile: 'Main', bFrames: true, keyFrameIntervalMs: 1_000 }],
    ['h264-intra-refresh', { keyFrames: 1, hasIntraRefresh: true, bFrames: false }],
    ['h264-high-10', { profile: 'High 10', keyFrames: 2, hasIntraRefresh: false }],
    ['h264-high-422', { profile: 'High 4:2:2', timestampJumps: 0 }],
    ['h264-high-444', { profile: 'High 4:4:4 Predictive', hasNoSize: false }],
    ['mjpeg', { codec: 'JPEG', profile: null, bFrames: false, keyFrameIntervalMs: 200, frameRate: 5 }],
  ] as const)('sees what FFmpeg sent as %s', (name, facts) => {
    expect(watched(name).facts()).toMatchObject(facts);
  });

  it.each(['h264-b-frames', 'h265'] as const)('sees the size of %s', (name) => {
    expect(watched(name).facts()).toMatchObject({ width: 160, height: 90 });
  });

  it('reads the size of MJPEG in blocks of eight pixels', () => {
    expect(watched('mjpeg').facts()).toMatchObject({ width: 160, height: 96 });
  });

  it('measures the bitrate of the pictures', () => {
    const packets = recordedPackets('h264-b-frames');
    const bits = packets.reduce((sum, packet) => sum + (packet.length - 12) * 8, 0);
    const { bitrate } = watched('h264-b-frames', packets).facts();
    expect(bitrate).toBeGreaterThan((bits / 3) * 0.95);
    expect(bitrate).toBeLessThan((bits / 3) * 1.1);
  });

  it('reports unknown B-frames before a complete group of pictures', () => {
    expect(watched('h264-b-frames', recordedPackets('h264-b-frames').slice(0, 1)).facts().bFrames).toBeNull();
  });

  it('continues counting when the RTP time wraps', () => {
    const packets = recordedPackets('h264-long-interval');
    const shift = (0xffff_ffff - packets[60]!.readUInt32BE(4)) >>> 0;
    const shifted = packets.map((packet) => {
      const copy = Buffer.from(packet);
      copy.writeUInt32BE((packet.readUInt32BE(4) + shift) >>> 0, 4);
      return copy;
    });
    expect(watched('h264-long-interval', shifted).facts()).toEqual(watched('h264-long-interval').facts());
  });

  it('detects intra refresh even if the stream is joined after its key frame', () => {
    const later = recordedPackets('h264-intra-refresh').slice(5);
    expect(watched('h264-intra-refresh', later).facts()).toMatchObject({
      keyFrames: 0,
      hasIntraRefresh: true,
    });
  });

  it('does not report intra refresh for recovery points of a stream with key frames', () => {
    const refresh = recordedPackets('h264-intra-refresh');
    const again = refresh.slice(0, 2).map((packet) => {
      const copy = Buffer.from(packet);
      copy.writeUInt32BE((refresh.at(-1)!.readUInt32BE(4) + 3_600) >>> 0, 4);
      return copy;
    });
    expect(watched('h264-intra-refresh', [...refresh, ...again]).facts()).toMatchObject({
      keyFrames: 2,
      hasIntraRefresh: false,
    });
  });

  it('reports Motion JPEG that is too large for a size field', () => {
    const large = recordedPackets('mjpeg').map((packet) => {
      const copy = Buffer.from(packet);
      copy.fill(0, 18, 20);
      return copy;
    });
    expect(watched('mjpeg', large).facts()).toMatchObject({ width: null, height: null, hasNoSize: true });
    expect(watched('mjpeg').facts().hasNoSize).toBe(false);
  });

  it.each([0, 3, 30, 74])('measures the same if the time of packet %i is wrong by hours', (index) => {
    const packets = recordedPackets('h264-long-interval').map((packet) => Buffer.from(packet));
    const off = packets[index]!;
    off.writeUInt32BE((off.readUInt32BE(4) + 9_801_000 * 90) >>> 0, 4);
    const { timestampJumps, frameRate, keyFrameIntervalMs } = watched('h264-long-interval', packets).facts();
    expect([timestampJumps, frameRate]).toEqual([1, 25]);
    if (index > 0) expect(keyFrameIntervalMs).toBe(3_000);
  });

  it('ignores packets of other tracks', () => {
    const video = parseVideoDescription(recordedSdp('h265'));
    const watch = TrackWatch.of(video!);
    const foreign = Buffer.from(recordedPackets('h265')[0]!);
    foreign[1] = 97;
    for (const bytes of [Buffer.alloc(0), Buffer.alloc(11), Buffer.alloc(40), foreign]) watch?.push(bytes, 1);
    expect(watch?.lastPacketMs).toBeNull();
  });

  it('survives packets of noise', () => {
    for (const name of ['h264-b-frames', 'h265', 'mjpeg'] as const) {
      const noisy = recordedPackets(name).map((packet, index) => {
        const copy = Buffer.from(packet.subarray(0, 12 + (index % 9)));
        for (let at = 12; at < copy.length; at += 1) copy[at] = (index * 31 + at * 17) & 0xff;
        return copy;
      });
      expect(watched(name, noisy).facts().codec).toBeDefined();
    }
  });

  it('keeps the first key frame with what a decoder needs before it', () => {
    const bytes = watched('h264-b-frames').keyFrame?.bytes ?? Buffer.alloc(0);
    const types: number[] = [];
    for (let at = bytes.indexOf('00000001', 0, 'hex'); at >= 0; at = bytes.indexOf('00000001', at + 4, 'hex'))
      types.push((bytes[at + 4] ?? 0) & 0x1f);
    expect(types).toEqual([7, 8, 5]);
  });
});
