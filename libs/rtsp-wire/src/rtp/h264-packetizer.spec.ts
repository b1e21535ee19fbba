import { H264Depacketizer } from './depacketizer';
import { H264_PAYLOAD_TYPE, H264Packetizer } from './h264-packetizer';

const marker = (packet: Buffer): boolean => ((packet[1] ?? 0) & 0x80) !== 0;
const payload = (packet: Buffer): Buffer => packet.subarray(12);

describe('H264Packetizer', () => {
  it('aggregates parameter sets and marks the last packet of a picture', () => {
    const [sets, picture] = new H264Packetizer(7).packetize(
      [Buffer.from([0x67, 1]), Buffer.from([0x68, 2]), Buffer.from([0x65, 3, 4])],
      3600,
    );
    expect(payload(sets as Buffer)).toEqual(Buffer.from([0x78, 0, 2, 0x67, 1, 0, 2, 0x68, 2]));
    expect(payload(picture as Buffer)).toEqual(Buffer.from([0x65, 3, 4]));
    expect([sets, picture].map((packet) => marker(packet as Buffer))).toEqual([false, true]);
    expect((picture as Buffer).readUInt32BE(4)).toBe(3600);
    expect((picture as Buffer).readUInt32BE(8)).toBe(7);
    expect(((picture as Buffer)[1] ?? 0) & 0x7f).toBe(H264_PAYLOAD_TYPE);
  });

  it('fragments a large picture', () => {
    const nal = Buffer.concat([Buffer.from([0x65]), Buffer.alloc(5000, 0xab)]);
    const packets = new H264Packetizer(1).packetize([nal], 0);
    const parts = packets.map(payload);
    expect(packets.length).toBe(4);
    expect(packets.every((packet) => packet.length <= 1412)).toBe(true);
    expect(parts.map((part) => [(part[0] ?? 0) & 0x1f, (part[1] ?? 0) & 0xc0])).toEqual([
      [28, 0x80],
      [28, 0],
      [28, 0],
      [28, 0x40],
    ]);
    expect(Buffer.concat([Buffer.from([0x65]), ...parts.map((part) => part.subarray(2))])).toEqual(nal);
    const depacketizer = new H264Depacketizer();
    expect(parts.flatMap((part) => depacketizer.push(part))).toEqual([nal]);
  });

  it('wraps the sequence number and the 32-bit timestamp', () => {
    const packetizer = new H264Packetizer(1, 0xffff);
    const nal = Buffer.from([0x41, 1]);
    const [one] = packetizer.packetize([nal], 2 ** 32 + 10);
    const [two] = packetizer.packetize([nal], 0);
    expect([one?.readUInt16BE(2), two?.readUInt16BE(2)]).toEqual([0xffff, 0]);
    expect(one?.readUInt32BE(4)).toBe(10);
  });

  it('reports its packet and octet counts', () => {
    const packetizer = new H264Packetizer(9);
    packetizer.packetize([Buffer.from([0x41, 1, 2])], 0);
    const report = packetizer.senderReport(90_000, 1_000);
    expect([report[1], report.readUInt32BE(4), report.readUInt32BE(20), report.readUInt32BE(24)]).toEqual([
      200, 9, 1, 3,
    ]);
    expect(report.readUInt32BE(8)).toBe(2_208_988_801);
  });
});
