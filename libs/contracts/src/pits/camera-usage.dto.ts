/** `GET /pits/{id}/camera/usage`: what ends when the camera is paused, deleted or set up anew. */
export class CameraUsage {
  /** Viewers of both streams now. At least so many: up to v1.17.1 of MediaMTX, all viewers by HLS count as one. */
  viewers: number;

  /** Whether video comes from the camera now. */
  is_sending: boolean;
}
