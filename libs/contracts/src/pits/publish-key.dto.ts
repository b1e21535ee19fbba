/** Response of `POST /pits/{id}/publish-key`, the only one that contains the key. A previous key is no longer valid. */
export class PublishKey {
  /** User name for the camera. Letters, digits and dashes. */
  user: string;

  /**
   * The key, used as the camera's password. URL-safe, 32 characters (MediaMTX contract §7). In JWT mode a JWT of up to 400
   * characters, which some cameras and ffmpeg truncate as a password: use the URL with a query for them.
   */
  key: string;

  /** Ready to paste: `rtsp://user:key@host:8554/path`; in JWT mode the same as `publish_url_with_query`. */
  publish_url: string;

  /** For cameras that cannot respond to a Basic challenge (ESP32): `rtsp://host:8554/path?token=…`, in JWT mode `?jwt=…` (MediaMTX contract §7, §2). */
  publish_url_with_query: string;

  /**
   * WHIP endpoint (RFC 9725), for OBS 30 and browsers: `http://host:8889/path/whip`. The key goes into the
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
   * Set when the host of the URLs is loopback (`127.0.0.1`), which cameras cannot reach: the addresses of the backend's machine
   * in its local networks, possibly none. Null: the host is not loopback.
   */
  lan_hosts: string[] | null;
}
