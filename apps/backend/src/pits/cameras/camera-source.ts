import { Injectable } from '@nestjs/common';
import type { PitStreamName } from '@ppf/contracts';
import { Sealing } from '../../platform/crypto/sealing';
import { CameraEntity } from './camera.entity';
import { composeSourceUrl, type SourceAddress } from './input/source-url';

/** Additional data that binds a sealed password to its pit. */
export function cameraPasswordContext(pitId: number): string {
  return `pit:${pitId}/camera-password`;
}

/** The source URLs of pulled cameras. It is the only code that unseals a camera's password. */
@Injectable()
export class CameraSource {
  constructor(private readonly sealing: Sealing) {}

  /**
   * The source URL of a pulled camera with its password, for MediaMTX only.
   * @param stream Stream of the camera. @throws Error for the second stream of a camera without one.
   * @param host The checked address in place of the name, because MediaMTX resolves names itself.
   * @throws SealBroken when the password was sealed with an unknown key.
   */
  urlOf(camera: CameraEntity, stream: PitStreamName, host?: string): string {
    const address = this.addressOf(camera, stream);
    return composeSourceUrl(host === undefined ? address : { ...address, host });
  }

  /** The address of a pulled camera with its password. @throws SealBroken */
  addressOf(camera: CameraEntity, stream: PitStreamName): SourceAddress {
    const { pitId, feed, tls, host, port, username: user, sealedPassword } = camera;
    const path = stream === 'main' ? camera.path : camera.subPath;
    if (feed === null || host === null || port === null || path === null)
      throw new Error(`The camera of pit ${pitId} has no such stream to be pulled.`);
    return { feed, tls, host, port, path, user, password: this.passwordOf(pitId, sealedPassword) };
  }

  /** Opens a sealed password of a pit. Null: none. @throws SealBroken */
  passwordOf(pitId: number, sealedPassword: string | null): string | null {
    return sealedPassword === null ? null : this.sealing.open(sealedPassword, cameraPasswordContext(pitId));
  }
}
