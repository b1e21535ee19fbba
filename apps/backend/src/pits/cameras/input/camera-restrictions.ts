import type { HostCheck } from '@ppf/camera-probe';
import type { MediamtxConfig } from '../../../config/mediamtx.config';
import { DomainError, type FieldProblem } from '../../../platform/problems/domain-error';
import { refusalText } from '../../camera-fault-text';
import { message } from '../../messages';
import type { CameraInput } from './parse-camera-request';

/**
 * Refuses an address that is not allowed for cameras. Accepts a name that cannot be resolved now: it is checked at every use.
 * @throws DomainError camera-address-refused
 */
export function assertAddressAllowed(verdict: HostCheck): void {
  if (verdict.kind !== 'refused') return;
  const { sentence, fix } = refusalText(verdict.reason);
  throw new DomainError('camera-address-refused', { detail: `${sentence} ${fix}` });
}

/** Refuses re-encoding where the simulator stands in for MediaMTX. @throws DomainError validation-failed */
export function assertSupportedBySimulator({ transcode }: CameraInput, isSimulated: boolean): void {
  if (!isSimulated || !transcode) return;
  throw new DomainError('validation-failed', {
    errors: [{ field: 'transcode', message: message('camera.simulator') }],
  });
}

/**
 * Refuses settings that MediaMTX cannot authorize without the auth hook. In JWT mode it validates tokens, not addresses;
 * and only the hook can validate the tickets of FFmpeg, which keep tokens out of the process list.
 * @throws DomainError not-in-jwt-mode
 */
export function assertSupportedInJwtMode(camera: CameraInput, auth: MediamtxConfig['auth']): void {
  if (auth !== 'jwt') return;
  const errors: FieldProblem[] = [];
  if (camera.kind === 'push' && camera.allowList.length > 0)
    errors.push({ field: 'allow_list', message: message('jwt.allow-list') });
  if (camera.transcode) errors.push({ field: 'transcode', message: message('jwt.transcode') });
  if (errors.length > 0) throw new DomainError('not-in-jwt-mode', { errors });
}
