import { hlsSettingsOf, keepsPicturesReady } from './hls-settings';

describe('the HLS settings of a media server', () => {
  it.each<[string, unknown, unknown]>([
    [
      'its variant and whether muxers always run',
      { hls: true, hlsVariant: 'fmp4', hlsAlwaysRemux: false },
      { variant: 'fmp4', alwaysRemux: false },
    ],
    ['nothing when it is off', { hls: false, hlsVariant: 'lowLatency', hlsAlwaysRemux: true }, null],
    ['no for what is missing', { hls: true }, { variant: '', alwaysRemux: false }],
    [
      'no for what is of another kind',
      { hls: true, hlsVariant: 7, hlsAlwaysRemux: 'yes' },
      { variant: '', alwaysRemux: false },
    ],
    ['nothing for anything but a configuration', [1], null],
  ])('is %s', (_, config, expected) => {
    expect(hlsSettingsOf(config)).toEqual(expected);
  });

  it('returns no secret of the configuration', () => {
    const config = {
      hls: true,
      hlsVariant: 'lowLatency',
      hlsAlwaysRemux: true,
      hlsCDNSecret: 'secret',
      authHTTPAddress: 'http://u:secret@b',
    };
    expect(JSON.stringify(hlsSettingsOf(config))).not.toContain('secret');
  });
});

describe('the HLS preroll', () => {
  const warm = { variant: 'lowLatency', alwaysRemux: true };
  it.each([
    ['v1.20.1', warm, true],
    ['v1.18.0', warm, true],
    ['v1.17.1', warm, false],
    [null, warm, false],
    ['v1.20.1', { ...warm, alwaysRemux: false }, false],
    ['v1.20.1', { ...warm, variant: 'fmp4' }, false],
    ['v1.20.1', null, false],
  ])('by %s with %j: %s', (version, hls, expected) => {
    expect(keepsPicturesReady(version, hls)).toBe(expected);
  });
});
