/** Kind of a camera: `pull`, MediaMTX pulls from the camera; `push`, the camera publishes to MediaMTX. */
export const CAMERA_KINDS = ['pull', 'push'] as const;
export type CameraKind = (typeof CAMERA_KINDS)[number];

/** RTP transport of a pulled camera. `automatic`: MediaMTX tries UDP first, then TCP. */
export const CAMERA_TRANSPORTS = ['automatic', 'tcp', 'udp'] as const;
export type CameraTransport = (typeof CAMERA_TRANSPORTS)[number];

/** Protocol of a pulled camera: `rtsp`, or `mjpeg` over HTTP for cameras without RTSP. */
export const CAMERA_FEEDS = ['rtsp', 'mjpeg'] as const;
export type CameraFeed = (typeof CAMERA_FEEDS)[number];

/** Streams of a camera: `main`, and `sub`, a smaller stream of the same video. */
export const PIT_STREAMS = ['main', 'sub'] as const;
export type PitStreamName = (typeof PIT_STREAMS)[number];
