/** How a pit gets video: `pull`, MediaMTX fetches RTSP from an IP camera; `push`, the camera publishes to MediaMTX. */
export const CAMERA_KINDS = ['pull', 'push'] as const;
export type CameraKind = (typeof CAMERA_KINDS)[number];

/** RTP transport of a pulled camera. `automatic`: MediaMTX tries UDP first, then TCP. */
export const CAMERA_TRANSPORTS = ['automatic', 'tcp', 'udp'] as const;
export type CameraTransport = (typeof CAMERA_TRANSPORTS)[number];

/** What a pulled camera is fetched by: `rtsp`, or `mjpeg`, pictures over HTTP, for cameras that have no RTSP. */
export const CAMERA_FEEDS = ['rtsp', 'mjpeg'] as const;
export type CameraFeed = (typeof CAMERA_FEEDS)[number];

/** A camera's streams: `main`, and a second, smaller one of the same picture, `sub`. */
export const PIT_STREAMS = ['main', 'sub'] as const;
export type PitStreamName = (typeof PIT_STREAMS)[number];
