import type { LastingTransport } from './playback-leg';

/** What a codec, as MediaMTX names it, is called on each way (MediaMTX contract §5 and §6); null where it has none. */
const CODECS: Readonly<Record<string, Readonly<Record<LastingTransport, string | null>>>> = {
  H264: { webrtc: 'video/H264', hls: 'avc1.42e01f' },
  H265: { webrtc: 'video/H265', hls: 'hvc1.1.6.L93.B0' },
  AV1: { webrtc: 'video/AV1', hls: 'av01.0.05M.08' },
  VP9: { webrtc: 'video/VP9', hls: 'vp09.00.10.08' },
  VP8: { webrtc: 'video/VP8', hls: null },
  'M-JPEG': { webrtc: null, hls: null },
  'MPEG-4 Video': { webrtc: null, hls: null },
  'MPEG-1/2 Video': { webrtc: null, hls: null },
};

/** What the browser says that it can show. */
export interface BrowserCodecs {
  /** Whether it decodes this MIME type from RTP. */
  receives(mimeType: string): boolean;
  /** Whether it plays this codec from fragmented MP4. */
  plays(codec: string): boolean;
}

/** On which ways a browser can show a codec. An unknown one is tried: only H.264 is known without asking. */
export function codecSupport(
  codec: string | null,
  browser: BrowserCodecs,
): Record<LastingTransport, boolean> {
  const names = codec === null || codec === 'H264' ? undefined : CODECS[codec];
  if (!names) return { webrtc: true, hls: true };
  return {
    webrtc: names.webrtc !== null && browser.receives(names.webrtc),
    hls: names.hls !== null && browser.plays(names.hls),
  };
}

/** The browser that we run in. */
export const THIS_BROWSER: BrowserCodecs = {
  receives: (mimeType) =>
    globalThis.RTCRtpReceiver?.getCapabilities('video')?.codecs.some(
      (codec) => codec.mimeType.toLowerCase() === mimeType.toLowerCase(),
    ) ?? false,
  plays: (codec) => {
    const type = `video/mp4; codecs="${codec}"`;
    return (
      globalThis.MediaSource?.isTypeSupported(type) ??
      document.createElement('video').canPlayType(type) !== ''
    );
  },
};

/** Whether this browser says that it decodes no H.264 from RTP; false where it does not say what it decodes. */
export function lacksH264(): boolean {
  const codecs = globalThis.RTCRtpReceiver?.getCapabilities('video')?.codecs;
  return codecs !== undefined && !codecs.some(({ mimeType }) => mimeType.toLowerCase() === 'video/h264');
}
