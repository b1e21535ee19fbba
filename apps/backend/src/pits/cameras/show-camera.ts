import { Injectable } from '@nestjs/common';
import type { Camera } from '@ppf/contracts';
import type { CameraEntity } from './camera.entity';
import type { PitEntity } from '../pit.entity';
import { PublishAddresses } from './publish-addresses';

/** Shows a camera as the API does: without password and publish key. */
@Injectable()
export class ShowCamera {
  constructor(private readonly addresses: PublishAddresses) {}

  /** The camera of a pit. */
  show(pit: PitEntity, camera: CameraEntity): Camera {
    const { main, sub } = this.addresses.of(pit, camera);
    return {
      kind: camera.kind,
      paused: camera.paused,
      feed: camera.feed,
      tls: camera.tls,
      tls_fingerprint: camera.tlsFingerprint,
      host: camera.host,
      port: camera.port,
      path: camera.path,
      sub_path: camera.subPath,
      user: camera.username,
      has_password: camera.sealedPassword !== null,
      transport: camera.transport,
      on_demand: camera.onDemand,
      transcode: camera.transcode,
      sub: camera.sub,
      allow_list: camera.allowList,
      has_publish_key: camera.publishKeyHash !== null,
      publish_address: main,
      sub_publish_address: sub,
    };
  }
}
