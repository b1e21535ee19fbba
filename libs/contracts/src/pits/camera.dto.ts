import { IsIn } from 'class-validator';
import { CAMERA_FEEDS, type CameraFeed } from '../camera-address/camera-feed';
import { CAMERA_KINDS, CAMERA_TRANSPORTS, type CameraKind, type CameraTransport } from './camera-kind';
import { CameraNotApplied, PAUSE_REASONS, type PauseReason } from './camera-not-applied.dto';

/** A pit's camera, without its password and publish key. Fields of the other kind are null. */
export class Camera {
  @IsIn(CAMERA_KINDS)
  kind: CameraKind;

  /** Whether it is paused: it is neither pulled nor allowed to publish. `PATCH` sets it, `PUT` keeps it. */
  paused: boolean;

  /** Reason why this service paused it. Null: it is not paused, or a user paused it. */
  @IsIn(PAUSE_REASONS)
  pause_reason: PauseReason | null;

  /** pull: reason why the media server does not pull it as it is set up. Null: it does, or is not reconciled yet. */
  not_applied: CameraNotApplied | null;

  /** pull: protocol of the source. */
  @IsIn(CAMERA_FEEDS)
  feed: CameraFeed | null;

  /** pull: over TLS (`rtsps`, `https`). */
  tls: boolean;

  /** pull over `rtsps`: SHA-256 of the required certificate, lower-case hex. Null: see `tls_fingerprint` of `PUT`. */
  tls_fingerprint: string | null;

  /** pull: host name or address of the camera. */
  host: string | null;

  /** pull: 1 to 65535. */
  port: number | null;

  /** pull: path and query of the URL, with the leading slash. Null for staff, because it may contain credentials. */
  path: string | null;

  /** pull: path of the second, smaller stream. Null: none, and for staff. */
  sub_path: string | null;

  /** pull: user name at the camera. Null for staff. */
  user: string | null;

  /** pull: whether a password is stored. It is encrypted and never returned. */
  has_password: boolean;

  @IsIn(CAMERA_TRANSPORTS)
  transport: CameraTransport | null;

  /** Whether it is pulled or re-encoded on demand, only while there are viewers. */
  on_demand: boolean;

  /** Whether the media server re-encodes the main stream to H.264. */
  transcode: boolean;

  /** Whether there is a second, smaller stream. Its status is the pit's `sub_stream`. */
  sub: boolean;

  /** push: address ranges from which it may publish without the key. */
  allow_list: string[];

  /** push: whether a publish key was issued. `POST /pits/{id}/publish-key` returns it once. */
  has_publish_key: boolean;

  /** push: URL for publishing the main stream, without the key. With `transcode`, the path differs from the pit's path. */
  publish_address: string | null;

  /**
   * push: time when `publish_address` changed, because the workshop was moved or its media server got another address, ISO
   * 8601 UTC. The camera needs the new address. Null: no change, or the camera has published there since.
   */
  publish_address_changed_at: string | null;

  /** push: URL for publishing the second stream, without the key. Null: it has none. */
  sub_publish_address: string | null;
}
