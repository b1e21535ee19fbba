import { IsIn } from 'class-validator';
import { CAMERA_KINDS, CAMERA_TRANSPORTS, type CameraKind, type CameraTransport } from './camera-kind';

/** A pit's camera as it may be shown: never with its password or publish key. Fields of the other kind are null. */
export class Camera {
  @IsIn(CAMERA_KINDS)
  kind: CameraKind;

  /** pull: RTSP over TLS (`rtsps`). */
  tls: boolean;

  /** pull: host name or address of the camera. */
  host: string | null;

  /** pull: RTSP port, 1 to 65535. */
  port: number | null;

  /** pull: what follows the port in the RTSP URL, with its leading slash. */
  path: string | null;

  /** pull: user name at the camera. */
  user: string | null;

  /** pull: whether a password is kept (sealed, never shown). */
  has_password: boolean;

  @IsIn(CAMERA_TRANSPORTS)
  transport: CameraTransport | null;

  /** pull: fetched only while somebody watches. */
  on_demand: boolean;

  /** push: whether a publish key has been made; it is shown once, by `POST /pits/{id}/publish-key`. */
  has_publish_key: boolean;
}
