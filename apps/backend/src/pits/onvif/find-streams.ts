import { findCameraStreams, STREAMS_FAULT_TEXTS } from '@ppf/camera-probe';
import { Injectable } from '@nestjs/common';
import type { CameraStreams, FindCameraStreamsRequest } from '@ppf/contracts';
import type { Principal } from '../../auth';
import type { WorkshopEntity } from '../../workshops';
import { CameraNetwork } from '../cameras/camera-network';
import { OnvifTurns } from './onvif-turns';

/** Where cameras have their ONVIF service, unless they say otherwise. */
const USUAL_PORT = 80;

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
    { host, port, user, password }: FindCameraStreamsRequest,
    signal: AbortSignal,
  ): Promise<CameraStreams> {
    const guard = this.network.guardFor(principal, workshop.cameraNetworks);
    const target = {
      host: host.replace(/^\[(.*)\]$/, '$1'),
      port: port ?? USUAL_PORT,
      user: user || null,
      password: password ?? null,
    };
    const found = await this.turns.take(principal.id, workshop.id, () =>
      findCameraStreams(target, { guard, signal }),
    );
    if (typeof found === 'string')
      return { items: [], fault: { code: found, ...STREAMS_FAULT_TEXTS[found] } };
    return {
      items: found.map(({ frameRate, ...stream }) => ({ ...stream, frame_rate: frameRate })),
      fault: null,
    };
  }
}
