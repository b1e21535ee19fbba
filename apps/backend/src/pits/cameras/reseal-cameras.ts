import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Not, Repository } from 'typeorm';
import { SealBroken } from '../../platform/crypto/seal-with-key';
import { Sealing } from '../../platform/crypto/sealing';
import { RowFaults } from '../../platform/observability/row-faults';
import { cameraPasswordContext } from './camera-source';
import { CameraEntity } from './camera.entity';

/**
 * Seals camera passwords again that were sealed with a key other than SEALING_KEY. One start with the previous key as
 * SEALING_KEY_PREVIOUS completes a key rotation.
 */
@Injectable()
export class ResealCameras implements OnApplicationBootstrap {
  private readonly logger = new Logger(ResealCameras.name);

  constructor(
    @InjectRepository(CameraEntity) private readonly cameras: Repository<CameraEntity>,
    private readonly sealing: Sealing,
    private readonly faults: RowFaults,
  ) {}

  /** Runs at startup of the application. */
  async onApplicationBootstrap(): Promise<void> {
    const sealed = await this.cameras.findBy({ sealedPassword: Not(IsNull()) });
    for (const { id, pitId, sealedPassword } of sealed)
      if (sealedPassword !== null && this.sealing.isOutdated(sealedPassword))
        await this.faults.isolateAsync('reseal', `pit ${pitId}`, () =>
          this.reseal(id, pitId, sealedPassword),
        );
  }

  // Skips a password that was changed meanwhile.
  private async reseal(id: number, pitId: number, outdated: string): Promise<void> {
    const row = cameraPasswordContext(pitId);
    try {
      const sealedPassword = this.sealing.seal(this.sealing.open(outdated, row), row);
      await this.cameras.update({ id, sealedPassword: outdated }, { sealedPassword });
    } catch (error) {
      if (error instanceof SealBroken)
        this.logger.error({ pit: pitId }, 'the password of this camera cannot be unsealed: enter it again');
      throw error;
    }
  }
}
