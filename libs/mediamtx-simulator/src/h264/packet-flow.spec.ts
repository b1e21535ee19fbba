import { AccessUnitReader } from './access-unit-reader';
import { NAL, nalType, splitStapA } from './nal';
import { PacketFlow } from './packet-flow';
import type { RtpPacket } from './rtp-packet';

const SPS = Buffer.from('6742c00cda05067e7c044000000300400000', 'hex');
const PPS = Buffer.from('68ce0fc8', 'hex');
const unit = (type: number, length = 10) =>
  Buffer.concat([Buffer.from([0x60 | type]), Buffer.alloc(length, 7)]);
const packet = (payload: Buffer, timestamp = 1, marker = true): RtpPacket => ({
  payloadType: 96,
  marker,
  sequence: 0,
  timestamp,
  payload,
});

describe('packets between a source and its readers', () => {
  it('include the parameter sets of the SDP before a key frame without them', () => {
    const passed = new PacketFlow({ sps: SPS, pps: PPS }).pass(packet(unit(NAL.idr)));
    expect(passed.map(({ payload }) => nalType(payload))).toEqual([NAL.stapA, NAL.idr]);
    expect(splitStapA(passed[0]!.payload)).toEqual([SPS, PPS]);
    expect(passed.map(({ marker }) => marker)).toEqual([false, true]);
  });

  it('include no second set when the camera sends its own', () => {
    const flow = new PacketFlow({ sps: SPS, pps: PPS });
    const types = [unit(NAL.sps), unit(NAL.pps), unit(NAL.idr)].flatMap((payload, index) =>
      flow.pass(packet(payload, 1, index === 2)).map((passed) => nalType(passed.payload)),
    );
    expect(types).toEqual([NAL.sps, NAL.pps, NAL.idr]);
  });

  it('include the newest sets of the camera', () => {
    const flow = new PacketFlow({ sps: null, pps: null });
    flow.pass(packet(SPS, 1, false));
    flow.pass(packet(PPS, 1, false));
    flow.pass(packet(unit(NAL.idr), 1));
    const [sets] = flow.pass(packet(unit(NAL.idr), 2));
    expect(splitStapA(sets!.payload)).toEqual([SPS, PPS]);
  });

  it('are fragmented when they are too large, and reassemble to the same picture', () => {
    const big = unit(NAL.slice, 5000);
    const passed = new PacketFlow({ sps: null, pps: null }).pass(packet(big));
    expect(passed.length).toBeGreaterThan(3);
    expect(Math.max(...passed.map(({ payload }) => payload.length))).toBeLessThanOrEqual(1440);
    const reader = new AccessUnitReader();
    const pictures = passed.map((each) => reader.read(each)).filter((picture) => picture !== null);
    expect(pictures).toEqual([{ units: [big], timestamp: 1, key: false }]);
  });

  it('are numbered without gaps', () => {
    const flow = new PacketFlow({ sps: SPS, pps: PPS });
    const numbers = [1, 2, 3].flatMap((timestamp) =>
      flow.pass(packet(unit(NAL.idr), timestamp)).map(({ sequence }) => sequence),
    );
    const first = numbers[0]!;
    expect(numbers).toEqual(numbers.map((_, index) => (first + index) & 0xffff));
  });
});
