import type { CameraEntity } from './camera.entity';
import type { PulledCameraInput } from './input/parse-camera-request';

/**
 * The sealed password that stays when a request says none. Only for the same host, port and user, and never from TLS
 * to none: else a password that nobody can read could be sent to a host of one's own.
 */
export function retainedPassword(before: CameraEntity | null, asked: PulledCameraInput): string | null {
  const same =
    before?.host === asked.host &&
    before.port === asked.port &&
    before.username === asked.user &&
    (asked.tls || !before.tls);
  return same ? before.sealedPassword : null;
}
