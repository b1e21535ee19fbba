/** Answer of `POST /pits/{id}/publish-key`: the only time that the key is shown. An older key ends at once. */
export class PublishKey {
  /** User name for the camera. Letters, digits and dashes. */
  user: string;

  /** The key, as the camera's password. Url-safe, under 100 characters (MediaMTX contract §7). */
  key: string;

  /** Ready to paste: `rtsp://user:key@host:8554/path`. */
  publish_url: string;

  /** For cameras that cannot answer a Basic challenge (ESP32): `rtsp://host:8554/path?token=…` (MediaMTX contract §7). */
  publish_url_with_query: string;
}
