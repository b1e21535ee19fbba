/** Kind of a camera: `pull`, MediaMTX pulls from the camera; `push`, the camera publishes to MediaMTX. */
export const CAMERA_KINDS = ['pull', 'push'] as const;
export type CameraKind = (typeof CAMERA_KINDS)[number];

/** RTP transport of a pulled camera. `automatic`: MediaMTX tries UDP first, then TCP. */
export const CAMERA_TRANSPORTS = ['automatic', 'tcp', 'udp'] as const;
export type CameraTransport = (typeof CAMERA_TRANSPORTS)[number];
