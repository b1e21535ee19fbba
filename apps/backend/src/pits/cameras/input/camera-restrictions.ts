import { type HostCheck, REFUSAL_TEXTS } from '@ppf/camera-probe';
import type { FieldFault } from '@ppf/contracts';
import type { MediamtxConfig } from '../../../config/mediamtx.config';
import { DomainError } from '../../../platform/problems/domain-error';
import type { CameraInput } from './parse-camera-request';

/**
 * Refuses an address where no camera may be. Accepts a name that cannot be resolved now: it is checked at every use.
 * @throws DomainError camera-address-refused
 */
export function assertAddressAllowed(verdict: HostCheck): void {
  if (verdict.kind !== 'refused') return;
  const { sentence, fix } = REFUSAL_TEXTS[verdict.reason];
  throw new DomainError('camera-address-refused', { detail: `${sentence} ${fix}` });
}

/** Refuses transcoding where the simulator stands in for MediaMTX. @throws DomainError validation-failed */
export function assertSupportedBySimulator({ transcode }: CameraInput, isSimulated: boolean): void {
  if (!isSimulated || !transcode) return;
  const message = 'is not supported by the simulator: it needs a real MediaMTX with FFmpeg';
  throw new DomainError('validation-failed', { errors: [{ field: 'transcode', message }] });
}

/**
 * Refuses settings that MediaMTX cannot authorize without the auth hook. In JWT mode it validates tokens, not addresses;
 * and only the hook can validate the tickets of FFmpeg, which keep tokens out of the process list.
 * @throws DomainError not-in-jwt-mode
 */
export function assertSupportedInJwtMode(camera: CameraInput, auth: MediamtxConfig['auth']): void {
  if (auth !== 'jwt') return;
  const errors: FieldFault[] = [];
  if (camera.kind === 'push' && camera.allowList.length > 0)
    errors.push({
      field: 'allow_list',
      message: 'is not supported in JWT mode: give the camera its publish key',
    });
  if (camera.transcode)
    errors.push({
      field: 'transcode',
      message: 'is not supported in JWT mode: set the camera to H.264 without B-frames',
    });
  if (errors.length > 0) throw new DomainError('not-in-jwt-mode', { errors });
}
