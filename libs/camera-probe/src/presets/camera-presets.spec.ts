import { CAMERA_PRESET_IDS, presetPath } from './camera-preset';
import { CAMERA_PRESETS } from './camera-presets';

describe('CAMERA_PRESETS', () => {
  it.each(CAMERA_PRESET_IDS)('has valid paths for %s', (id) => {
    const preset = CAMERA_PRESETS[id];
    expect(preset.id).toBe(id);
    for (const template of [preset.mainPath, preset.subPath])
      if (template !== null) expect(presetPath(template, 1, preset)).toMatch(/^\/[\x21-\x7a]*$/);
    expect(preset.settings.length).toBeGreaterThan(0);
  });

  it.each([
    ['hikvision', 3, '/Streaming/Channels/301', '/Streaming/Channels/302'],
    ['hikvision', 16, '/Streaming/Channels/1601', '/Streaming/Channels/1602'],
    ['dahua', 2, '/cam/realmonitor?channel=2&subtype=0', '/cam/realmonitor?channel=2&subtype=1'],
    ['reolink', 1, '/Preview_01_main', '/Preview_01_sub'],
    ['reolink', 12, '/Preview_12_main', '/Preview_12_sub'],
    ['tp-link-tapo', 1, '/stream1', '/stream2'],
  ] as const)('makes the paths of %s channel %i', (id, channel, main, sub) => {
    const preset = CAMERA_PRESETS[id];
    expect([preset.mainPath, preset.subPath].map((path) => presetPath(path ?? '', channel, preset))).toEqual([
      main,
      sub,
    ]);
  });

  it.each([0, -1, 1.5, 257, NaN])('rejects the channel %p', (channel) => {
    expect(() => presetPath('/{channel}', channel, CAMERA_PRESETS.dahua)).toThrow(RangeError);
  });
});
