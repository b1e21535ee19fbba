import { IsIn } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';
import { CameraFields } from './camera-fields.dto';
import { CAMERA_KINDS, type CameraKind, PIT_STREAMS, type PitStreamName } from './camera-kind';

/**
 * `POST /pits/{id}/camera/test`. Without any field but `stream`: the pit's camera as it is set up. With some: the camera
 * that `PUT` would make of them, its password kept by the same rule; nothing is saved.
 */
export class TestCameraRequest extends CameraFields {
  /** `pull` when absent. A camera that pushes is tested as it is set up only. */
  @MayBeAbsent()
  @IsIn(CAMERA_KINDS)
  kind?: CameraKind;

  /** Which stream of the camera; `main` when absent. */
  @MayBeAbsent()
  @IsIn(PIT_STREAMS)
  stream?: PitStreamName;
}
