import { Injectable } from '@nestjs/common';
import { Sealing } from '../platform/crypto/sealing';
import { CameraEntity } from './camera.entity';
import { composeSourceUrl } from './source-url';

/** What a camera's sealed password is bound to. */
export function cameraPasswordRow(pitId: number): string {
  return `pit:${pitId}/camera-password`;
}

/** Opens where the media server fetches a camera. The only place that unseals a camera's password. */
@Injectable()
export class CameraSource {
  constructor(private readonly sealing: Sealing) {}

  /**
   * The source URL of a pulled camera, password included: give it to MediaMTX and to nobody else.
   * @throws SealBroken when the password was sealed with a key that is not known any more.
   */
  urlOf(camera: CameraEntity): string {
    if (camera.kind !== 'pull' || camera.host === null || camera.port === null || camera.path === null)
      throw new Error(`The camera of pit ${camera.pitId} is not pulled.`);
    const { tls, host, port, path, username: user, sealedPassword } = camera;
    const password =
      sealedPassword === null ? null : this.sealing.open(sealedPassword, cameraPasswordRow(camera.pitId));
    return composeSourceUrl({ tls, host, port, path, user, password });
  }
}
