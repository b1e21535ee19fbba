import { parseRtpPacket, type RtpPacket } from '@ppf/rtsp-wire';
import { recordedPackets } from '../fixtures/recorded-stream';
import { JpegFrame } from './jpeg-frame';
import { quantizersFor } from './jpeg-tables';

const packets = recordedPackets('mjpeg').map((bytes) => parseRtpPacket(bytes)!);
const pictureOf = (taken: readonly RtpPacket[]) => {
  const frame = new JpegFrame();
  for (const packet of taken) frame.push(packet);
  return frame.complete;
};
const piece = (head: string, data = 'aabbcc'): RtpPacket => ({
  ...{ payloadType: 26, sequence: 0, timestamp: 9, marker: true },
  payload: Buffer.from(head + data, 'hex'),
});

describe('JpegFrame', () => {
  it('creates a file from the fragments of one picture', () => {
    const file = pictureOf(packets.slice(0, 2));
    expect(file?.subarray(0, 4).toString('hex')).toBe('ffd8ffdb');
    expect(file?.subarray(-2).toString('hex')).toBe('ffd9');
    const data = packets.slice(0, 2).reduce((sum, { payload }) => sum + payload.length - 8, 0);
    expect(file?.length).toBeGreaterThan(data);
  });

  it('waits for a picture with its first fragment', () => {
    expect(pictureOf(packets.slice(1, 2))).toBeNull();
    expect(pictureOf(packets.slice(1, 4))).toEqual(pictureOf(packets.slice(2, 4)));
  });

  it('returns nothing for a picture with a missing fragment', () => {
    expect(pictureOf([packets[0]!, packets[3]!])).toBeNull();
  });

  it('returns nothing before the last fragment', () => {
    expect(pictureOf([packets[0]!])).toBeNull();
  });

  it('uses the standard quantizers where the camera names a quality only', () => {
    const file = pictureOf([piece('00000000014b140c')]);
    expect(file?.includes(quantizersFor(75).subarray(0, 64))).toBe(true);
    expect(file?.subarray(-5).toString('hex')).toBe('aabbccffd9');
  });

  it('keeps the restart interval', () => {
    const file = pictureOf([piece('00000000414b140c', '0010ffffaabbcc')]);
    expect(file?.includes(Buffer.from('ffdd00040010', 'hex'))).toBe(true);
    expect(file?.subarray(-5).toString('hex')).toBe('aabbccffd9');
  });

  it.each([
    ['no size', '00000000014b0000'],
    ['a type that we do not know', '00000000074b140c'],
    ['tables that it sent before', '0000000001ff140c00000000'],
    ['tables of 16 bits', `0000000001ff140c00030100${'01'.repeat(256)}`],
    ['tables that are cut off', '0000000001ff140c00000080'],
    ['hardly a header', '000000'],
  ])('makes nothing of a picture with %s', (_what, head) => {
    expect(pictureOf([piece(head, '')])).toBeNull();
  });
});

describe('quantizersFor', () => {
  // The brightness table that libjpeg writes at these qualities, in zigzag order.
  it.each([
    [50, '100b0c0e0c0a100e'],
    [75, '0806060706050807'],
    [99, '0101010101010101'],
    [10, '50373c463c325046'],
    [0, 'ffffffffffffffff'],
  ])('scales to quality %i', (quality, start) => {
    expect(quantizersFor(quality).subarray(0, 8).toString('hex')).toBe(start);
  });
});
