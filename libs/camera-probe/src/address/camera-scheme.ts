/** How a picture is fetched: MJPEG over HTTP is for cameras that have no RTSP. */
export type CameraFeed = 'rtsp' | 'mjpeg';

const SCHEMES: Readonly<Record<CameraFeed, readonly string[]>> = {
  rtsp: ['rtsp', 'rtsps'],
  mjpeg: ['http', 'https'],
};

/** Whether a URL with this scheme (without colon, any case) can be where a feed comes from. */
export function isCameraScheme(scheme: string, feed: CameraFeed): boolean {
  return SCHEMES[feed].includes(scheme.toLowerCase());
}
