import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { DomainError } from '../../platform/problems/domain-error';
import { CameraEntity } from './camera.entity';

/**
 * Pauses and resumes a camera. Pausing removes its paths from the media server, which disconnects its viewers and its
 * publisher.
 */
@Injectable()
export class PauseCamera {
  constructor(@InjectRepository(CameraEntity) private readonly cameras: Repository<CameraEntity>) {}

  /** @returns the changed camera. @throws DomainError camera-not-found */
  async setPaused(pitId: number, paused: boolean): Promise<CameraEntity> {
    await this.cameras.update({ pitId, paused: !paused }, { paused, pauseReason: null });
    const camera = await this.cameras.findOneBy({ pitId });
    if (!camera) throw new DomainError('camera-not-found');
    return camera;
  }
}
