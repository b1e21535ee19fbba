import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { PutCameraRequest } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import type { Principal } from '../../auth';
import { SealBroken } from '../../platform/crypto/seal-with-key';
import { CameraSource } from './camera-source';
import { CameraEntity } from './camera.entity';
import { retainedPassword } from './retained-password';
import { ValidateCamera } from './input/validate-camera';
import { type CameraInput, parseCameraRequest } from './input/parse-camera-request';
import { WorkshopCameraNetworks } from './network/workshop-camera-networks';
import { WorkshopQuotas } from '../workshop-quotas';
import { WriteCamera } from './write-camera';

/** Sets or replaces the camera of a pit. */
@Injectable()
export class PutCamera {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly workshopNetworks: WorkshopCameraNetworks,
    private readonly validateCamera: ValidateCamera,
    private readonly writeCamera: WriteCamera,
    private readonly quotas: WorkshopQuotas,
    private readonly source: CameraSource,
  ) {}

  /** @throws DomainError validation-failed, not-in-jwt-mode, camera-address-refused, too-many-transcoders or pit-not-found */
  async put(principal: Principal, pitId: number, request: PutCameraRequest): Promise<CameraEntity> {
    const input = parseCameraRequest(request);
    const { networks, workshopId } = await this.workshopNetworks.ofPit(pitId);
    const before = await this.dataSource.getRepository(CameraEntity).findOneBy({ pitId });
    await this.validateCamera
      .validatorFor(principal, networks)
      .validate(input, this.retained(pitId, input, before));
    return this.dataSource.transaction((manager) =>
      this.quotas.within(manager, workshopId, () => this.writeCamera.write(manager, pitId, input)),
    );
  }

  /** The retained password for checking the camera. Null also if it cannot be unsealed. */
  private retained(pitId: number, input: CameraInput, before: CameraEntity | null): string | null {
    if (input.kind === 'push' || input.isPasswordGiven) return null;
    try {
      return this.source.passwordOf(pitId, retainedPassword(before, input));
    } catch (failure) {
      if (failure instanceof SealBroken) return null;
      throw failure;
    }
  }
}
