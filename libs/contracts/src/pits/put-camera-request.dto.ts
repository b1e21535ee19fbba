import { IsIn } from 'class-validator';
import { CameraFields } from './camera-fields.dto';
import { CAMERA_KINDS, type CameraKind } from './camera-kind';

/** `PUT /pits/{id}/camera`: the whole camera; what is left out falls back to its default. */
export class PutCameraRequest extends CameraFields {
  @IsIn(CAMERA_KINDS)
  kind: CameraKind;
}
