import type { CameraEntity } from './camera.entity';
import type { PulledCameraInput } from './input/parse-camera-request';

/**
 * The sealed password to retain when a request contains none. Host, port and user must be the same, and TLS must not be
 * turned off: otherwise, a user could send the unreadable password to another host.
 */
export function retainedPassword(before: CameraEntity | null, input: PulledCameraInput): string | null {
  const isSameCamera =
    before?.host === input.host &&
    before.port === input.port &&
    before.username === input.user &&
    (input.tls || !before.tls);
  return isSameCamera ? before.sealedPassword : null;
}
