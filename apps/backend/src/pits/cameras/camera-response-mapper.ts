import { Injectable } from '@nestjs/common';
import type { Camera } from '@ppf/contracts';
import { hasPermission, type Principal } from '../../auth';
import { toInstant } from '../../platform/database/to-instant';
import type { CameraEntity } from './camera.entity';
import type { PitEntity } from '../pit.entity';
import { toCameraNotApplied } from './camera-not-applied';
import { PublishAddresses } from './publish-addresses';

/** Maps cameras to responses, without password and publish key. */
@Injectable()
export class CameraResponseMapper {
  constructor(private readonly addresses: PublishAddresses) {}

  /** Only users who may change the camera get its user name and paths, which may contain credentials. */
  toResponse(principal: Principal, pit: PitEntity, camera: CameraEntity): Camera {
    const mayChange = hasPermission(principal, 'cameras:write');
    const { main, sub } = this.addresses.of(pit, camera);
    return {
      kind: camera.kind,
      paused: camera.paused,
      pause_reason: camera.paused ? camera.pauseReason : null,
      not_applied: camera.paused ? null : toCameraNotApplied(camera.notApplied),
      feed: camera.feed,
      tls: camera.tls,
      tls_fingerprint: camera.tlsFingerprint,
      host: camera.host,
      port: camera.port,
      path: mayChange ? camera.path : null,
      sub_path: mayChange ? camera.subPath : null,
      user: mayChange ? camera.username : null,
      has_password: camera.sealedPassword !== null,
      transport: camera.transport,
      on_demand: camera.onDemand,
      transcode: camera.transcode,
      sub: camera.sub,
      allow_list: camera.allowList,
      has_publish_key: camera.publishKeyHash !== null,
      publish_address: main,
      sub_publish_address: sub,
      publish_address_changed_at: camera.addressChangedAt && toInstant(camera.addressChangedAt),
    };
  }
}
