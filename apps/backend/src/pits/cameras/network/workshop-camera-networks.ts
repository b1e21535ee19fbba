import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { WorkshopNetworks } from './camera-address-guards';
import { PitEntity } from '../../pit.entity';

/** A pit's workshop, and where it wants its cameras to be. */
export interface WorkshopNetworksOfPit {
  readonly workshopId: number;
  readonly networks: WorkshopNetworks;
}

/** Reads where workshops want their cameras to be. */
@Injectable()
export class WorkshopCameraNetworks {
  constructor(@InjectRepository(PitEntity) private readonly pits: Repository<PitEntity>) {}

  /** Of the workshops of pits, by pit. A pit that is no more is not in it: nothing may be fetched for it. */
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

  /** Of the workshop of one pit; the id is 0 when there is no such pit any more. */
  async ofPit(pitId: number): Promise<WorkshopNetworksOfPit> {
    return (await this.ofPits([pitId])).get(pitId) ?? { workshopId: 0, networks: null };
  }
}
