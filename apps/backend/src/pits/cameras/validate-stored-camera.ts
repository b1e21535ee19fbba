import type { CameraNotAppliedCode } from '@ppf/contracts';
import type { CameraEntity } from './camera.entity';
import { validateCameraAddress } from './input/validate-camera-address';

/**
 * Why the media server could not pull a stored camera: rows may be older than the current rules, and a restored
 * backup may contain any values. Null: the row is valid. Pure; the password stays sealed.
 */
export function validateStoredCamera(camera: CameraEntity): CameraNotAppliedCode | null {
  const { kind, feed, tls, host, port, path, subPath, sub, username, sealedPassword } = camera;
  if (kind === 'push') return null;
  if (feed === 'mjpeg' && tls) return 'https-not-supported';
  if (feed === null || host === null || port === null || path === null || (sub && subPath === null))
    return 'invalid-address';
  const faults = validateCameraAddress({ feed, tls, host, path, subPath, user: username, password: null });
  if (faults.length > 0) return 'invalid-address';
  return !username === (sealedPassword === null) ? null : 'incomplete-sign-in';
}
