import { type CameraStreamsFound, findCameraStreams } from '@ppf/camera-probe';
import { Injectable } from '@nestjs/common';
import type { CameraStreams, FindCameraStreamsRequest } from '@ppf/contracts';
import type { Principal } from '../../auth';
import type { WorkshopEntity } from '../../workshops';
import { toStreamsFault, toStreamsNotice } from '../camera-fault-text';
import { CameraAddressGuards } from '../cameras/network/camera-address-guards';
import { OnvifLimiter } from './onvif-limiter';

/** Requests the streams of a camera over ONVIF, before it is set up. Stores nothing. */
@Injectable()
export class FindCameraStreams {
  constructor(
    private readonly guards: CameraAddressGuards,
    private readonly limiter: OnvifLimiter,
  ) {}

  /** @throws DomainError too-many-requests; the signal's reason when it is aborted. */
  async find(
    principal: Principal,
    workshop: WorkshopEntity,
    request: FindCameraStreamsRequest,
    signal: AbortSignal,
  ): Promise<CameraStreams> {
    const guard = this.guards.guardFor(principal, workshop.cameraNetworks, signal);
    const target = {
      host: request.host.replace(/^\[(.*)\]$/, '$1'),
      port: request.port ?? null,
      tls: request.tls ?? null,
      path: request.path ?? null,
      user: request.user || null,
      password: request.password ?? null,
      skip: Number(request.cursor ?? 0),
    };
    return toStreamsResponse(
      await this.limiter.run(principal.id, workshop.id, () => findCameraStreams(target, { guard, signal })),
    );
  }
}

function toStreamsResponse({ streams, fault, notices, next }: CameraStreamsFound): CameraStreams {
  return {
    items: streams.map(({ frameRate, ...stream }) => ({ ...stream, frame_rate: frameRate })),
    next_cursor: next === null ? null : String(next),
    notices: notices.map(toStreamsNotice),
    fault: fault === null ? null : toStreamsFault(fault),
  };
}
