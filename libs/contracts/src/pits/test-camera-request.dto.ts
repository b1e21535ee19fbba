import { IsIn, IsOptional } from 'class-validator';
import { CameraFields } from './camera-fields.dto';
import { CAMERA_KINDS, type CameraKind } from './camera-kind';

/**
 * `POST /pits/{id}/camera/test`. Without any field: the pit's camera as it is set up. With some: the camera that `PUT`
 * would make of them, its password kept by the same rule; nothing is saved.
 */
export class TestCameraRequest extends CameraFields {
  /** `pull` when absent; only such cameras can be tested. */
  @IsOptional()
  @IsIn(CAMERA_KINDS)
  kind?: CameraKind;
}
