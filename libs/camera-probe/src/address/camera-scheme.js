const SCHEMES = {
  rtsp: ['rtsp', 'rtsps'],
  mjpeg: ['http', 'https'],
};
/** Whether a URL with this scheme (without colon, any case) can be where a feed comes from. */
export function isCameraScheme(scheme, feed) {
  return SCHEMES[feed].includes(scheme.toLowerCase());
}
