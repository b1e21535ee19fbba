import { parseSps } from './sps';

describe('a sequence parameter set', () => {
  it.each([
    [
      'Z0LADNoFBn58BEAAAAMAQAAADKPFCqg=',
      { width: 320, height: 180, profile: 'Baseline', level: '1.2', frameRate: 25, codec: 'avc1.42c00c' },
    ],
  ])('has the size, profile and frame rate of the picture: %s', (base64, info) => {
    expect(parseSps(Buffer.from(base64, 'base64'))).toEqual(info);
  });

  it('is null when it is truncated', () => {
    expect(parseSps(Buffer.from('6742', 'hex'))).toBeNull();
  });
});
