import { IsString, Length, ValidateIf } from 'class-validator';
import { IsReadableName } from '../validation/is-readable-name';

/** `PATCH /pits/{id}`. The number is fixed: the MediaMTX path is made of it. */
export class UpdatePitRequest {
  /** What people call the bay, 1 to 80 visible characters or spaces; null removes the name. */
  @ValidateIf((request: UpdatePitRequest) => request.name !== null && request.name !== undefined)
  @IsString()
  @Length(1, 80)
  @IsReadableName()
  name?: string | null;
}
