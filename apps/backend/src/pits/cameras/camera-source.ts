import { Injectable } from '@nestjs/common';
import type { PitStreamName } from '@ppf/contracts';
import { Sealing } from '../../platform/crypto/sealing';
import { CameraEntity } from './camera.entity';
import { composeSourceUrl, type SourceAddress } from './input/source-url';

/** What a camera's sealed password is bound to. */
export function cameraPasswordContext(pitId: number): string {
  return `pit:${pitId}/camera-password`;
}

/** Opens where a camera is fetched from. The only place that unseals a camera's password. */
@Injectable()
export class CameraSource {
  constructor(private readonly sealing: Sealing) {}

  /**
   * The source URL of a pulled camera, password included: give it to MediaMTX and to nobody else.
   * @param stream Which of its streams. @throws Error for the second one of a camera that has none.
   * @param host Where it is now, in place of its name, for MediaMTX looks names up by itself.
   * @throws SealBroken when the password was sealed with a key that is not known any more.
   */
  urlOf(camera: CameraEntity, stream: PitStreamName, host?: string): string {
    const address = this.addressOf(camera, stream);
    return composeSourceUrl(host === undefined ? address : { ...address, host });
  }

  /** Where a pulled camera is, password included. @throws SealBroken */
  addressOf(camera: CameraEntity, stream: PitStreamName): SourceAddress {
    const { pitId, feed, tls, host, port, username: user, sealedPassword } = camera;
    const path = stream === 'main' ? camera.path : camera.subPath;
    if (feed === null || host === null || port === null || path === null)
      throw new Error(`The camera of pit ${pitId} has no such stream to be pulled.`);
    return { feed, tls, host, port, path, user, password: this.passwordOf(pitId, sealedPassword) };
  }

  /** A password that is sealed for a pit; null: none. @throws SealBroken */
  passwordOf(pitId: number, sealedPassword: string | null): string | null {
    return sealedPassword === null ? null : this.sealing.open(sealedPassword, cameraPasswordContext(pitId));
  }
}
