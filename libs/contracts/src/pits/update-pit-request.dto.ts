import { IsString, Length, ValidateIf } from 'class-validator';
import { IsReadableName } from '../validation/is-readable-name';

/** `PATCH /pits/{id}`. The number cannot be changed, because it is part of the MediaMTX path. */
export class UpdatePitRequest {
  /** Name of the bay, 1 to 80 visible characters or spaces. Null removes the name. */
  @ValidateIf((request: UpdatePitRequest) => request.name !== null && request.name !== undefined)
  @IsString()
  @Length(1, 80)
  @IsReadableName()
  name?: string | null;
}
