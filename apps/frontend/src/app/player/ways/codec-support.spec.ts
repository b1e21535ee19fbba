import { type BrowserCodecs, codecSupport } from './codec-support';

const CHROMIUM: BrowserCodecs = {
  receives: (mimeType) => mimeType === 'video/H264' || mimeType === 'video/VP8',
  plays: (codec) => codec.startsWith('avc1') || codec.startsWith('hvc1'),
};
const MUTE: BrowserCodecs = { receives: () => false, plays: () => false };

describe('codecSupport', () => {
  it.each([
    ['H264', CHROMIUM, { webrtc: true, hls: true }],
    ['H265', CHROMIUM, { webrtc: false, hls: true }],
    ['VP8', CHROMIUM, { webrtc: true, hls: false }],
    ['M-JPEG', CHROMIUM, { webrtc: false, hls: false }],
    ['H265', MUTE, { webrtc: false, hls: false }],
    [null, MUTE, { webrtc: true, hls: true }],
    ['a codec of tomorrow', MUTE, { webrtc: true, hls: true }],
  ])('tells the ways for %s', (codec, browser, expected) => {
    expect(codecSupport(codec, browser)).toEqual(expected);
  });

  it('asks the browser nothing for H.264, which every one can show', () => {
    const receives = jest.fn();
    codecSupport('H264', { receives, plays: receives });
    expect(receives).not.toHaveBeenCalled();
  });
});
