/** The API gave a token and reports the camera offline: asking the media server could only end in its 404. */
export class CameraOffline extends Error {
  override readonly name = 'CameraOffline';
}
