/** Protocol of the source: MJPEG over HTTP is for cameras without RTSP. */
export type CameraFeed = 'rtsp' | 'mjpeg';

const SCHEMES: Readonly<Record<CameraFeed, readonly string[]>> = {
  rtsp: ['rtsp', 'rtsps'],
  mjpeg: ['http', 'https'],
};

/** Whether a URL with this scheme (without colon, any case) can be the source of a feed. */
export function isCameraScheme(scheme: string, feed: CameraFeed): boolean {
  return SCHEMES[feed].includes(scheme.toLowerCase());
}
