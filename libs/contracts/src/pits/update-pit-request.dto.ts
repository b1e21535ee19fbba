import { IsString, Length, ValidateIf } from 'class-validator';

/** `PATCH /pits/{id}`. The number is fixed: the MediaMTX path is made of it. */
export class UpdatePitRequest {
  /** What people call the bay; null removes the name. */
  @ValidateIf((request: UpdatePitRequest) => request.name !== null && request.name !== undefined)
  @IsString()
  @Length(1, 80)
  name?: string | null;
}
