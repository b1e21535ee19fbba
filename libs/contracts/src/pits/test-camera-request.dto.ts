import { IsIn } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';
import { CameraFields } from './camera-fields.dto';
import { CAMERA_KINDS, type CameraKind } from './camera-kind';
import { PIT_STREAMS, type PitStreamName } from '../streams/pit-stream-name';

/**
 * `POST /pits/{id}/camera/test`. With no field except `stream`, it tests the stored camera of the pit. With other
 * fields, it tests the camera that `PUT` would set, with the same rule for a stored password. Nothing is stored.
 */
export class TestCameraRequest extends CameraFields {
  /** Default: `pull`. A camera that pushes can only be tested as it is stored. */
  @MayBeAbsent()
  @IsIn(CAMERA_KINDS)
  kind?: CameraKind;

  /** Stream of the camera. Default: `main`. */
  @MayBeAbsent()
  @IsIn(PIT_STREAMS)
  stream?: PitStreamName;
}
