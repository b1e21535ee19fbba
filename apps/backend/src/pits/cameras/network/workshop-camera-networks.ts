import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { WorkshopNetworks } from './camera-address-guards';
import { PitEntity } from '../../pit.entity';

/** A pit's workshop and its camera networks. */
export interface WorkshopNetworksOfPit {
  readonly workshopId: number;
  readonly networks: WorkshopNetworks;
}

/** Reads the camera networks of workshops. */
@Injectable()
export class WorkshopCameraNetworks {
  constructor(@InjectRepository(PitEntity) private readonly pits: Repository<PitEntity>) {}

  /** The networks by pit. Omits pits that no longer exist: nothing may be pulled for them. */
  async ofPits(pitIds: readonly number[]): Promise<ReadonlyMap<number, WorkshopNetworksOfPit>> {
    const rows = await this.pits.query<
      { id: number; workshop_id: number; camera_networks: string[] | null }[]
    >(
      `SELECT p.id, p.workshop_id, w.camera_networks FROM pit p JOIN workshop w ON w.id = p.workshop_id
       WHERE p.id = ANY($1)`,
      [pitIds],
    );
    return new Map(
      rows.map((row) => [row.id, { workshopId: row.workshop_id, networks: row.camera_networks }]),
    );
  }

  /** Of the workshop of one pit; the id is 0 if the pit no longer exists. */
  async ofPit(pitId: number): Promise<WorkshopNetworksOfPit> {
    return (await this.ofPits([pitId])).get(pitId) ?? { workshopId: 0, networks: null };
  }
}
