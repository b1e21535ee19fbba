import { Injectable } from '@nestjs/common';
import type { CameraTest, PitStreamName } from '@ppf/contracts';
import { pathOf } from '@ppf/mediamtx';
import { DomainError } from '../../platform/problems/domain-error';
import type { CameraEntity } from '../cameras/camera.entity';
import { arrivalPathOf } from './arrival-path';
import { checkPushedCamera } from './check-pushed-camera';
import type { PitEntity } from '../pit.entity';
import { StreamStatusStore } from '../../media-servers';
import { PublishRefusals } from '../publishing/publish-refusals';

/** Tests a camera that pushes, by its arriving stream and its last refusal. Opens no connection. */
@Injectable()
export class TestPushedCamera {
  constructor(
    private readonly board: StreamStatusStore,
    private readonly refusals: PublishRefusals,
  ) {}

  /** @throws DomainError sub-stream-not-found */
  test(pit: PitEntity, camera: CameraEntity, stream: PitStreamName): CameraTest {
    if (stream === 'sub' && !camera.sub) throw new DomainError('sub-stream-not-found');
    const transcode = camera.transcode && stream === 'main';
    const { workshopId, number } = pit;
    return checkPushedCamera({
      camera: { ...camera, transcode },
      arriving: this.board.of(arrivalPathOf(pit, camera, stream)),
      shown: this.board.of(pathOf(workshopId, number, stream)),
      refusal: this.refusals.lastFor(pathOf(workshopId, number)),
    });
  }
}
