import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { PutCameraRequest } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import type { Principal } from '../../auth';
import type { CameraEntity } from './camera.entity';
import { JudgeCamera } from './judge-camera';
import { readCameraRequest } from './read-camera-request';
import { WorkshopCameraNetworks } from './workshop-camera-networks';
import { WorkshopQuotas } from '../workshop-quotas';
import { WriteCamera } from './write-camera';

/** Gives a pit its camera, in place of the one before. */
@Injectable()
export class PutCamera {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly workshopNetworks: WorkshopCameraNetworks,
    private readonly judgeCamera: JudgeCamera,
    private readonly writeCamera: WriteCamera,
    private readonly quotas: WorkshopQuotas,
  ) {}

  /** @throws DomainError validation-failed, not-in-jwt-mode, camera-address-refused, too-many-transcoders or pit-not-found */
  async put(principal: Principal, pitId: number, request: PutCameraRequest): Promise<CameraEntity> {
    const asked = readCameraRequest(request);
    const { networks, workshopId } = await this.workshopNetworks.ofPit(pitId);
    await this.judgeCamera.judgeFor(principal, networks).judge(asked);
    return this.dataSource.transaction((manager) =>
      this.quotas.within(manager, workshopId, () => this.writeCamera.write(manager, pitId, asked)),
    );
  }
}
