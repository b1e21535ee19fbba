import { parseH264Sps } from './h264-sps';
import { parseH265Sps } from './h265-sps';

// Encoded by x264 and x265 with the named settings. The expected values are ffprobe's output for the same files.
describe('parseH264Sps', () => {
  it.each([
    [
      'High, cropped to 1080 lines',
      '67640028acb200f0044fcb8088000003000800000301e078c19240',
      { profile: 'High', level: '4.0', width: 1920, height: 1080, frameRate: 30, reorder: 0 },
    ],
    [
      'Main with B-frames at 12.5 frames per second',
      '674d401feca02802dd80880000030010000003019078c18cb0',
      { profile: 'Main', level: '3.1', width: 1280, height: 720, frameRate: 12.5, reorder: 2 },
    ],
    [
      'Baseline',
      '6742c01ed900a02ff97011000003000100000300320f162e48',
      { profile: 'Constrained Baseline', level: '3.0', width: 640, height: 360, frameRate: 25, reorder: 0 },
    ],
    [
      'interlaced',
      '6764001eace402d0936022000003000200000300643e285490',
      { profile: 'High', level: '3.0', width: 720, height: 576, frameRate: 25, reorder: 0 },
    ],
    [
      '4:4:4 with odd size',
      '67f4000a919b2859fc7c7e022000000300200000030281e244b2c0',
      { profile: 'High 4:4:4 Predictive', level: '1.0', width: 162, height: 98, frameRate: 10, reorder: 2 },
    ],
    [
      '4:2:2 with a buffer model, colors and an aspect ratio',
      '677a000cb6cd9415087888fc05a808101200000300020000030028c04003d08000f425259403c50a6580',
      { profile: 'High 4:2:2', level: '1.2', width: 322, height: 242, frameRate: 10, reorder: 2 },
    ],
  ])('parses %s', (_what, hex, format) => {
    expect(parseH264Sps(Buffer.from(hex, 'hex'))).toEqual(format);
  });

  it.each([
    ['an empty unit', ''],
    ['another unit', '68ce3c80'],
    ['half a set', '67640028acb2'],
    ['only zeros', `67${'00'.repeat(40)}`],
  ])('returns null for %s', (_what, hex) => {
    expect(parseH264Sps(Buffer.from(hex, 'hex'))).toBeNull();
  });

  it('never throws on damaged sets', () => {
    const whole = Buffer.from(
      '677a000cb6cd9415087888fc05a808101200000300020000030028c04003d08000f425259403c50a6580',
      'hex',
    );
    for (let bit = 8; bit < whole.length * 8; bit += 1) {
      const damaged = Buffer.from(whole);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => parseH264Sps(damaged)).not.toThrow();
    }
  });
});

describe('parseH265Sps', () => {
  it.each([
    [
      'Main, cropped to 1080 lines',
      '420101016000000300900000030000030078a003c08010e5964a924caf016808000003000800000300c840',
      { profile: 'Main', level: '4.0', width: 1920, height: 1080, frameRate: null, reorder: 0 },
    ],
    [
      'Main 10 with layers and B-frames',
      '42010102200000030090000003000003003ca00a480f9c9236595964932bc05a020000030002000003003210',
      { profile: 'Main 10', level: '2.0', width: 322, height: 242, frameRate: null, reorder: 2 },
    ],
  ])('parses %s', (_what, hex, format) => {
    expect(parseH265Sps(Buffer.from(hex, 'hex'))).toEqual(format);
  });

  it.each(['', '4401c172b46240', '42010101', `4201${'ff'.repeat(60)}`])('returns null for %p', (hex) => {
    expect(parseH265Sps(Buffer.from(hex, 'hex'))).toBeNull();
  });
});
