import { IsString, Length } from 'class-validator';
import { IsReadableName } from '../validation/is-readable-name';

/** `POST /workshops`. */
export class CreateWorkshopRequest {
  /** 1 to 120 visible characters or spaces. */
  @IsString()
  @Length(1, 120)
  @IsReadableName()
  name: string;
}
