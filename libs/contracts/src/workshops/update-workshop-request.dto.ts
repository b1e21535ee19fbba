import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsOptional,
  IsString,
  Length,
  ValidateIf,
} from 'class-validator';
import { IsReadableName } from '../validation/is-readable-name';

/** `PATCH /workshops/{id}`: absent fields keep their values. */
export class UpdateWorkshopRequest {
  /** 1 to 120 visible characters or spaces. */
  @ValidateIf((request: UpdateWorkshopRequest) => request.name !== undefined)
  @IsString()
  @Length(1, 120)
  @IsReadableName()
  name?: string;

  /**
   * Networks of the workshop's cameras: ranges such as `192.168.2.0/24`, or the word `public`, within CAMERA_NETWORKS. Null: all
   * networks of CAMERA_NETWORKS. Cameras in other networks are no longer pulled.
   */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(32)
  @IsString({ each: true })
  @Length(2, 49, { each: true })
  camera_networks?: string[] | null;
}
