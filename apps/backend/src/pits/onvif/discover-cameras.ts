import { discoverCameras, type FoundCamera } from '@ppf/camera-probe';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { CameraDiscovery } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import type { Principal } from '../../auth';
import type { WorkshopEntity } from '../../workshops';
import { CameraAddressGuards } from '../cameras/network/camera-address-guards';
import { OnvifLimiter } from './onvif-limiter';

/** Searches the networks of this server for cameras that a workshop may use. */
@Injectable()
export class DiscoverCameras {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly guards: CameraAddressGuards,
    private readonly limiter: OnvifLimiter,
  ) {}

  /** @throws DomainError too-many-requests; the signal's reason when it is aborted. */
  async discover(
    principal: Principal,
    workshop: WorkshopEntity,
    signal: AbortSignal,
  ): Promise<CameraDiscovery> {
    const guard = this.guards.guardFor(principal, workshop.cameraNetworks, signal);
    const found = await this.limiter.run(principal.id, workshop.id, () => discoverCameras(guard, signal));
    const pits = await this.pitsAt(workshop.id, found);
    return { items: found.map((camera) => ({ ...camera, pit_id: pits.get(camera.host) ?? null })) };
  }

  /** Pits of the workshop whose camera has one of these hosts. */
  private async pitsAt(
    workshopId: number,
    found: readonly FoundCamera[],
  ): Promise<ReadonlyMap<string, number>> {
    const rows = await this.dataSource.query<{ host: string; pit_id: number }[]>(
      `SELECT c.host, c.pit_id FROM camera c JOIN pit p ON p.id = c.pit_id
       WHERE p.workshop_id = $1 AND c.host = ANY($2) ORDER BY p.number DESC`,
      [workshopId, found.map(({ host }) => host)],
    );
    return new Map(rows.map((row) => [row.host, row.pit_id]));
  }
}
