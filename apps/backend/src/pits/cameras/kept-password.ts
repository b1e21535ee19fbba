import type { CameraEntity } from './camera.entity';
import type { PulledCamera } from './read-camera-request';

/**
 * The sealed password that stays when a request says none. Only for the same host, port and user, and never from TLS
 * to none: else a password that nobody can read could be sent to a host of one's own.
 */
export function keptPassword(before: CameraEntity | null, asked: PulledCamera): string | null {
  const same =
    before?.host === asked.host &&
    before.port === asked.port &&
    before.username === asked.user &&
    (asked.tls || !before.tls);
  return same ? before.sealedPassword : null;
}
