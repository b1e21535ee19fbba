import { type BrowserCodecs, codecSupport, lacksH264 } from './codec-support';

const CHROMIUM: BrowserCodecs = {
  canReceive: (mimeType) => mimeType === 'video/H264' || mimeType === 'video/VP8',
  canPlay: (codec) => codec.startsWith('avc1') || codec.startsWith('hvc1'),
};
const MUTE: BrowserCodecs = { canReceive: () => false, canPlay: () => false };

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
    ['one without it', receiver('video/VP8'), true],
    ['one with it', receiver('video/VP8', 'video/H264'), false],
    ['one that does not tell', undefined, false],
  ])('tells of %s', (_, RTCRtpReceiver, lacks) => {
    Object.assign(globalThis, { RTCRtpReceiver });
    expect(lacksH264()).toBe(lacks);
  });
});
