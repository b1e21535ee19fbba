/** Protocol of a pulled camera: `rtsp`, or `mjpeg` over HTTP for cameras without RTSP. */
export const CAMERA_FEEDS = ['rtsp', 'mjpeg'] as const;
export type CameraFeed = (typeof CAMERA_FEEDS)[number];
