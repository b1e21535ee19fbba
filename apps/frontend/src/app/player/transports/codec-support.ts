import type { PrimaryTransport } from '../state/transport-attempt';

/** MediaMTX codec names, with the name on each transport (MediaMTX contract §5 and §6); null if unsupported there. */
const CODECS: Readonly<Record<string, Readonly<Record<PrimaryTransport, string | null>>>> = {
  H264: { webrtc: 'video/H264', hls: 'avc1.42e01f' },
  H265: { webrtc: 'video/H265', hls: 'hvc1.1.6.L93.B0' },
  AV1: { webrtc: 'video/AV1', hls: 'av01.0.05M.08' },
  VP9: { webrtc: 'video/VP9', hls: 'vp09.00.10.08' },
  VP8: { webrtc: 'video/VP8', hls: null },
  'M-JPEG': { webrtc: null, hls: null },
  // eslint-disable-next-line literal-text/code -- a codec name of MediaMTX
  'MPEG-4 Video': { webrtc: null, hls: null },
  'MPEG-1/2 Video': { webrtc: null, hls: null },
};

/** Codec support as the browser reports it. */
export interface BrowserCodecs {
  /** Whether it decodes this MIME type from RTP. */
  canReceive(mimeType: string): boolean;
  /** Whether it plays this codec from fragmented MP4. */
  canPlay(codec: string): boolean;
}

/** The transports on which a browser can play a codec. H.264 and unknown codecs are always tried. */
export function codecSupport(
  codec: string | null,
  browser: BrowserCodecs,
): Record<PrimaryTransport, boolean> {
  const names = codec === null || codec === 'H264' ? undefined : CODECS[codec];
  if (!names) return { webrtc: true, hls: true };
  return {
    webrtc: names.webrtc !== null && browser.canReceive(names.webrtc),
    hls: names.hls !== null && browser.canPlay(names.hls),
  };
}

/** Codec support of the current browser. */
export const THIS_BROWSER: BrowserCodecs = {
  canReceive: (mimeType) =>
    globalThis.RTCRtpReceiver?.getCapabilities('video')?.codecs.some(
      (codec) => codec.mimeType.toLowerCase() === mimeType.toLowerCase(),
    ) ?? false,
  canPlay: (codec) => {
    const type = `video/mp4; codecs="${codec}"`;
    return (
      globalThis.MediaSource?.isTypeSupported(type) ??
      document.createElement('video').canPlayType(type) !== ''
    );
  },
};

/** Whether the browser reports that it cannot receive H.264 over RTP; false if it does not report its codecs. */
export function lacksH264(): boolean {
  const codecs = globalThis.RTCRtpReceiver?.getCapabilities('video')?.codecs;
  return codecs !== undefined && !codecs.some(({ mimeType }) => mimeType.toLowerCase() === 'video/h264');
}
