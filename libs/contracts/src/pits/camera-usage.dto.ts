/** `GET /pits/{id}/camera/usage`: the use of the camera, which ends when it is paused, deleted or replaced. */
export class CameraUsage {
  /** Current viewers of both streams. Up to MediaMTX v1.17.1, HLS viewers are not counted. */
  viewers: number;

  /** Whether the camera sends video now. */
  is_sending: boolean;
}
