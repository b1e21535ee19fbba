import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { UpdateWorkshopRequest } from '@ppf/contracts';
import { Repository } from 'typeorm';
import { CamerasConfig } from '../config/cameras.config';
import { DomainError } from '../platform/problems/domain-error';
import { cameraNetworksFault } from './camera-networks-fault';
import { WorkshopEntity } from './workshop.entity';

/** Renames a workshop, and sets where its cameras may be. */
@Injectable()
export class ChangeWorkshop {
  constructor(
    @InjectRepository(WorkshopEntity) private readonly workshops: Repository<WorkshopEntity>,
    private readonly config: CamerasConfig,
  ) {}

  /** What is left out stays. @throws DomainError validation-failed for networks that the operator does not allow. */
  async change(workshop: WorkshopEntity, asked: UpdateWorkshopRequest): Promise<WorkshopEntity> {
    const { name = workshop.name, camera_networks: cameraNetworks = workshop.cameraNetworks } = asked;
    const fault = cameraNetworks && cameraNetworksFault(cameraNetworks, this.config.networks);
    if (fault !== null)
      throw new DomainError('validation-failed', { errors: [{ field: 'camera_networks', message: fault }] });
    await this.workshops.update({ id: workshop.id }, { name, cameraNetworks });
    return { ...workshop, name, cameraNetworks };
  }
}
