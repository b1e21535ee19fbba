import { type CameraStreamsFound, findCameraStreams, STREAMS_FAULT_TEXTS } from '@ppf/camera-probe';
import { Injectable } from '@nestjs/common';
import type { CameraStreams, FindCameraStreamsRequest } from '@ppf/contracts';
import type { Principal } from '../../auth';
import type { WorkshopEntity } from '../../workshops';
import { CameraNetwork } from '../cameras/camera-network';
import { OnvifTurns } from './onvif-turns';

/** Asks a camera by ONVIF for its streams, before it is set up. Saves nothing. */
@Injectable()
export class FindStreams {
  constructor(
    private readonly network: CameraNetwork,
    private readonly turns: OnvifTurns,
  ) {}

  /** @throws DomainError too-many-requests; the signal's reason when it is aborted. */
  async find(
    principal: Principal,
    workshop: WorkshopEntity,
    request: FindCameraStreamsRequest,
    signal: AbortSignal,
  ): Promise<CameraStreams> {
    const guard = this.network.guardFor(principal, workshop.cameraNetworks, signal);
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
      await this.turns.take(principal.id, workshop.id, () => findCameraStreams(target, { guard, signal })),
    );
  }
}

function toStreamsResponse({ streams, fault, notices, next }: CameraStreamsFound): CameraStreams {
  return {
    items: streams.map(({ frameRate, ...stream }) => ({ ...stream, frame_rate: frameRate })),
    next_cursor: next === null ? null : String(next),
    notices: [...notices],
    fault: fault === null ? null : { code: fault, ...STREAMS_FAULT_TEXTS[fault] },
  };
}
