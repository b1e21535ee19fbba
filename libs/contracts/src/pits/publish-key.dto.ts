/** Answer of `POST /pits/{id}/publish-key`: the only time that the key is shown. An older key ends at once. */
export class PublishKey {
  /** User name for the camera. Letters, digits and dashes. */
  user: string;

  /**
   * The key, as the camera's password. Url-safe; 32 characters (MediaMTX contract §7), but in JWT mode a JWT of up to 400,
   * which some cameras and ffmpeg cut in a user and password: give them the address with a query.
   */
  key: string;

  /** Ready to paste: `rtsp://user:key@host:8554/path`; in JWT mode the same as `publish_url_with_query`. */
  publish_url: string;

  /** For cameras that cannot answer a Basic challenge (ESP32): `rtsp://host:8554/path?token=…`, in JWT mode `?jwt=…` (MediaMTX contract §7, §2). */
  publish_url_with_query: string;

  /**
   * WHIP endpoint (RFC 9725), for OBS 30, FFmpeg 8 and browsers: `http://host:8889/path/whip`. The key goes into the
   * header `Authorization: Bearer …`, never into this URL. H.264 without B-frames.
   */
  whip_url: string;

  /** `publish_url` of the second, smaller stream; null: the camera has none. */
  sub_publish_url: string | null;

  /** `publish_url_with_query` of the second, smaller stream; null: the camera has none. */
  sub_publish_url_with_query: string | null;

  /** `whip_url` of the second, smaller stream; null: the camera has none. */
  sub_whip_url: string | null;

  /**
   * Null: the addresses above lead to where cameras are. Otherwise they lead to the machine that they are used on
   * (`127.0.0.1`), and this has the addresses of the backend's machine in its local networks; empty: it has none.
   */
  lan_hosts: string[] | null;
}
