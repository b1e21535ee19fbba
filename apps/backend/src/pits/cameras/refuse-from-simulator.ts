import { DomainError } from '../../platform/problems/domain-error';
import type { AskedCamera } from './read-camera-request';

/** Says outright that the simulator, which runs no commands, re-encodes nothing. @throws DomainError validation-failed */
export function refuseFromSimulator({ transcode }: AskedCamera, simulated: boolean): void {
  if (!simulated || !transcode) return;
  const message = 'is not done by the simulator: it needs a real MediaMTX, with FFmpeg beside it';
  throw new DomainError('validation-failed', { errors: [{ field: 'transcode', message }] });
}
