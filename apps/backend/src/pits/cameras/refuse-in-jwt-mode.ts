import type { FieldFault } from '@ppf/contracts';
import type { MediamtxConfig } from '../../config/mediamtx.config';
import { DomainError } from '../../platform/problems/domain-error';
import { type AskedCamera } from './read-camera-request';

/**
 * Lets pass what the media server can check by itself, in JWT mode. It knows tokens and no addresses; and the FFmpeg that
 * it starts for re-encoding shows tickets that only the hook can judge, so that no token stands in a process list.
 * @throws DomainError not-in-jwt-mode
 */
export function refuseInJwtMode(asked: AskedCamera, auth: MediamtxConfig['auth']): void {
  if (auth !== 'jwt') return;
  const errors: FieldFault[] = [];
  if (asked.kind === 'push' && asked.allowList.length > 0)
    errors.push({
      field: 'allow_list',
      message: 'is not looked at in JWT mode: give the camera its publish key',
    });
  if (asked.transcode)
    errors.push({
      field: 'transcode',
      message: 'is not possible in JWT mode: set the camera to H.264 without B-frames',
    });
  if (errors.length > 0) throw new DomainError('not-in-jwt-mode', { errors });
}
