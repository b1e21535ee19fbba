import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { CameraTest, TestCameraRequest } from '@ppf/contracts';
import { Repository } from 'typeorm';
import type { Principal } from '../../auth';
import { CameraEntity } from '../cameras/camera.entity';
import type { PitEntity } from '../pit.entity';
import { isAsSaved, type QuickTest, TestPulledCamera } from './test-pulled-camera';
import { TestPushedCamera } from './test-pushed-camera';

/** Tests the camera of a pit, or settings for it. Stores nothing. */
@Injectable()
export class TestPitCamera {
  constructor(
    @InjectRepository(CameraEntity) private readonly cameras: Repository<CameraEntity>,
    private readonly pulled: TestPulledCamera,
    private readonly pushed: TestPushedCamera,
  ) {}

  /**
   * @param signal Ends the test.
   * @param quick Default: no time limit, with a snapshot.
   * @throws DomainError validation-failed, camera-not-found, camera-is-not-pull, sub-stream-not-found or
   *   too-many-requests; the signal's reason when it is aborted.
   */
  async test(
    principal: Principal,
    pit: PitEntity,
    request: TestCameraRequest,
    signal: AbortSignal,
    quick?: QuickTest,
  ): Promise<CameraTest> {
    const saved = await this.cameras.findOneBy({ pitId: pit.id });
    if (saved?.kind === 'push' && isAsSaved(request))
      return this.pushed.test(pit, saved, request.stream ?? 'main');
    return this.pulled.test(principal, pit, saved, request, signal, quick);
  }
}
