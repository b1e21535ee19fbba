import { Injectable } from '@nestjs/common';
import { Sealing } from '../platform/crypto/sealing';
import { CameraEntity } from './camera.entity';
import { composeSourceUrl, type SourceAddress } from './source-url';

/** What a camera's sealed password is bound to. */
export function cameraPasswordRow(pitId: number): string {
  return `pit:${pitId}/camera-password`;
}

/** Opens where a camera is fetched from. The only place that unseals a camera's password. */
@Injectable()
export class CameraSource {
  constructor(private readonly sealing: Sealing) {}

  /**
   * The source URL of a pulled camera, password included: give it to MediaMTX and to nobody else.
   * @param host Where it is now, in place of its name, for MediaMTX looks names up by itself.
   * @throws SealBroken when the password was sealed with a key that is not known any more.
   */
  urlOf(camera: CameraEntity, host?: string): string {
    const address = this.addressOf(camera);
    return composeSourceUrl(host === undefined ? address : { ...address, host });
  }

  /** Where a pulled camera is, password included. @throws SealBroken */
  addressOf(camera: CameraEntity): SourceAddress {
    const { kind, pitId, tls, host, port, path, username: user, sealedPassword } = camera;
    if (kind !== 'pull' || host === null || port === null || path === null)
      throw new Error(`The camera of pit ${pitId} is not pulled.`);
    return { tls, host, port, path, user, password: this.passwordOf(pitId, sealedPassword) };
  }

  /** A password that is sealed for a pit; null: none. @throws SealBroken */
  passwordOf(pitId: number, sealedPassword: string | null): string | null {
    return sealedPassword === null ? null : this.sealing.open(sealedPassword, cameraPasswordRow(pitId));
  }
}
