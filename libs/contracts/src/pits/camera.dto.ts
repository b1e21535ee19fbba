import { IsIn } from 'class-validator';
import {
  CAMERA_FEEDS,
  CAMERA_KINDS,
  CAMERA_TRANSPORTS,
  type CameraFeed,
  type CameraKind,
  type CameraTransport,
} from './camera-kind';
import { CameraNotApplied, PAUSE_REASONS, type PauseReason } from './camera-not-applied.dto';

/** A pit's camera as it may be shown: never with its password or publish key. Fields of the other kind are null. */
export class Camera {
  @IsIn(CAMERA_KINDS)
  kind: CameraKind;

  /** Switched off by people: the media server neither fetches it nor lets it publish. `PATCH` sets it, `PUT` keeps it. */
  paused: boolean;

  /** Why this service paused it; null: it is not paused, or a user paused it. */
  @IsIn(PAUSE_REASONS)
  pause_reason: PauseReason | null;

  /** pull: why the media server does not pull it as it is set up; null: it does, or has not been asked yet. */
  not_applied: CameraNotApplied | null;

  /** pull: by what it is fetched. */
  @IsIn(CAMERA_FEEDS)
  feed: CameraFeed | null;

  /** pull: over TLS (`rtsps`, `https`). */
  tls: boolean;

  /** pull over `rtsps`: SHA-256 of the certificate that it must have, lower-case hex; null: see `tls_fingerprint` of `PUT`. */
  tls_fingerprint: string | null;

  /** pull: host name or address of the camera. */
  host: string | null;

  /** pull: 1 to 65535. */
  port: number | null;

  /** pull: what follows the port in the URL, with its leading slash. Null for staff: it may hold credentials. */
  path: string | null;

  /** pull: path of the second, smaller stream; null: none, and for staff. */
  sub_path: string | null;

  /** pull: user name at the camera. Null for staff. */
  user: string | null;

  /** pull: whether a password is kept (sealed, never shown). */
  has_password: boolean;

  @IsIn(CAMERA_TRANSPORTS)
  transport: CameraTransport | null;

  /** Fetched, or re-encoded, only while somebody watches. */
  on_demand: boolean;

  /** Whether the main stream is re-encoded to H.264 at the media server. */
  transcode: boolean;

  /** Whether there is a second, smaller stream: its state is the pit's `sub_stream`. */
  sub: boolean;

  /** push: from where it may publish without its key. Empty: from nowhere. */
  allow_list: string[];

  /** push: whether a publish key has been made; it is shown once, by `POST /pits/{id}/publish-key`. */
  has_publish_key: boolean;

  /** push: where it publishes its main stream, without the key; with `transcode` another path than the pit's. */
  publish_address: string | null;

  /**
   * push: when `publish_address` changed, because the workshop was moved or its media server got another address, ISO
   * 8601 UTC. The camera has to be given the new one. Null: it did not change, or the camera has published there since.
   */
  publish_address_changed_at: string | null;

  /** push: where it publishes its second stream, without the key; null: it has none. */
  sub_publish_address: string | null;
}
