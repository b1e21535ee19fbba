/** @jest-environment node */
import { type BrowserCodecs, codecSupport, lacksH264 } from './codec-support';

const CHROMIUM: BrowserCodecs = {
  canReceive: (mimeType) => mimeType === 'video/H264' || mimeType === 'video/VP8',
  canPlay: (codec) => codec.startsWith('avc1') || codec.startsWith('hvc1'),
};
const UNSUPPORTING: BrowserCodecs = { canReceive: () => false, canPlay: () => false };

describe('codecSupport', () => {
  it.each([
    ['H264', CHROMIUM, { webrtc: true, hls: true }],
    ['H265', CHROMIUM, { webrtc: false, hls: true }],
    ['VP8', CHROMIUM, { webrtc: true, hls: false }],
    ['M-JPEG', CHROMIUM, { webrtc: false, hls: false }],
    ['H265', UNSUPPORTING, { webrtc: false, hls: false }],
    [null, UNSUPPORTING, { webrtc: true, hls: true }],
    ['an unknown codec', UNSUPPORTING, { webrtc: true, hls: true }],
  ])('returns the transports for %s', (codec, browser, expected) => {
    expect(codecSupport(codec, browser)).toEqual(expected);
  });

  it('does not query the browser for H.264', () => {
    const canReceive = jest.fn();
    codecSupport('H264', { canReceive, canPlay: canReceive });
    expect(canReceive).not.toHaveBeenCalled();
  });
});

describe('lacksH264', () => {
  const receiver = (...mimeTypes: string[]) => ({
    getCapabilities: () => ({ codecs: mimeTypes.map((mimeType) => ({ mimeType, clockRate: 90_000 })) }),
  });
  afterEach(() => Reflect.deleteProperty(globalThis, 'RTCRtpReceiver'));

  it.each([
    ['true without H.264', receiver('video/VP8'), true],
    ['false with H.264', receiver('video/VP8', 'video/H264'), false],
    ['false without capabilities', undefined, false],
  ])('is %s', (_, RTCRtpReceiver, lacks) => {
    Object.assign(globalThis, { RTCRtpReceiver });
    expect(lacksH264()).toBe(lacks);
  });
});
