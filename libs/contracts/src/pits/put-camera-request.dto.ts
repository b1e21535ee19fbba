import { IsIn } from 'class-validator';
import { CameraFields } from './camera-fields.dto';
import { CAMERA_KINDS, type CameraKind } from './camera-kind';

/** `PUT /pits/{id}/camera`: the whole camera. Absent fields have their defaults. */
export class PutCameraRequest extends CameraFields {
  @IsIn(CAMERA_KINDS)
  kind: CameraKind;
}
