import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { ChosenNetworks } from './camera-network';
import { PitEntity } from '../pit.entity';

/** Reads where workshops want their cameras to be. */
@Injectable()
export class WorkshopCameraNetworks {
  constructor(@InjectRepository(PitEntity) private readonly pits: Repository<PitEntity>) {}

  /** Of the workshops of pits, by pit. A pit that is no more is not in it: nothing may be fetched for it. */
  async ofPits(pitIds: readonly number[]): Promise<ReadonlyMap<number, ChosenNetworks>> {
    const rows = await this.pits.query<{ id: number; camera_networks: string[] | null }[]>(
      'SELECT p.id, w.camera_networks FROM pit p JOIN workshop w ON w.id = p.workshop_id WHERE p.id = ANY($1)',
      [pitIds],
    );
    return new Map(rows.map((row) => [row.id, row.camera_networks]));
  }

  /** Of the workshop of one pit. */
  async ofPit(pitId: number): Promise<ChosenNetworks> {
    return (await this.ofPits([pitId])).get(pitId) ?? null;
  }
}
