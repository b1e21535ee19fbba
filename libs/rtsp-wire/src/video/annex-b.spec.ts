import { parseAnnexB } from './annex-b';

const START_CODE = Buffer.from([0, 0, 0, 1]);
const unit = (...bytes: number[]): Buffer => Buffer.concat([START_CODE, Buffer.from(bytes)]);

describe('parseAnnexB', () => {
  it('groups the slices of one picture and drops units without a picture', () => {
    const [sps, pps, key, next] = [
      unit(0x67, 66, 0xc0, 30),
      unit(0x68, 1),
      unit(0x65, 0x88),
      unit(0x41, 0x9a),
    ];
    const delimiter = unit(0x09, 0xf0);
    const secondSlice = unit(0x41, 0x10);
    const units = parseAnnexB(Buffer.concat([delimiter, sps, pps, key, delimiter, next, secondSlice]));
    expect(units.map(({ nals, key: isKey }) => [nals.length, isKey])).toEqual([
      [3, true],
      [2, false],
    ]);
  });

  it('returns no picture for bytes without a start code', () => {
    expect(parseAnnexB(Buffer.alloc(9))).toEqual([]);
  });
});
