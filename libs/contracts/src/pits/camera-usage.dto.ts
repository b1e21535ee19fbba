/** `GET /pits/{id}/camera/usage`: what ends when the camera is paused, deleted or set up anew. */
export class CameraUsage {
  /** Viewers of both streams now. At least so many: viewers by HLS are not counted up to v1.17.1 of MediaMTX. */
  viewers: number;

  /** Whether video comes from the camera now. */
  is_sending: boolean;
}
