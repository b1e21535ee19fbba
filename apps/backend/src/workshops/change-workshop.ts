import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { UpdateWorkshopRequest } from '@ppf/contracts';
import { Repository } from 'typeorm';
import { CamerasConfig } from '../config/cameras.config';
import { DomainError } from '../platform/problems/domain-error';
import { validateCameraNetworks } from './validate-camera-networks';
import { WorkshopEntity } from './workshop.entity';

/** Changes the name of a workshop and the networks that its cameras are allowed in. */
@Injectable()
export class ChangeWorkshop {
  constructor(
    @InjectRepository(WorkshopEntity) private readonly workshops: Repository<WorkshopEntity>,
    private readonly config: CamerasConfig,
  ) {}

  /** Fields that are absent stay as they are. @throws DomainError validation-failed for networks that the operator does not allow. */
  async change(workshop: WorkshopEntity, request: UpdateWorkshopRequest): Promise<WorkshopEntity> {
    const { name = workshop.name, camera_networks: cameraNetworks = workshop.cameraNetworks } = request;
    const fault = cameraNetworks && validateCameraNetworks(cameraNetworks, this.config.networks);
    if (fault !== null)
      throw new DomainError('validation-failed', { errors: [{ field: 'camera_networks', message: fault }] });
    await this.workshops.update({ id: workshop.id }, { name, cameraNetworks });
    return { ...workshop, name, cameraNetworks };
  }
}
