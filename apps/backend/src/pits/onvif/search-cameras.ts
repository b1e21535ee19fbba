import { discoverCameras, type FoundCamera } from '@ppf/camera-probe';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { CameraDiscovery } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import type { Principal } from '../../auth';
import type { WorkshopEntity } from '../../workshops';
import { CameraNetwork } from '../cameras/camera-network';
import { OnvifTurns } from './onvif-turns';

/** Searches this server's own network for cameras that a workshop may have. */
@Injectable()
export class SearchCameras {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly network: CameraNetwork,
    private readonly turns: OnvifTurns,
  ) {}

  /** @throws DomainError too-many-requests; the signal's reason when it is aborted. */
  async search(
    principal: Principal,
    workshop: WorkshopEntity,
    signal: AbortSignal,
  ): Promise<CameraDiscovery> {
    const guard = this.network.guardFor(principal, workshop.cameraNetworks, signal);
    const found = await this.turns.take(principal.id, workshop.id, () => discoverCameras(guard, signal));
    const pits = await this.pitsAt(workshop.id, found);
    return { items: found.map((camera) => ({ ...camera, pit_id: pits.get(camera.host) ?? null })) };
  }

  /** The workshop's own pits whose cameras are there already. */
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
