import { IsInt, IsString, Length, Max, Min } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';
import { IsReadableName } from '../validation/is-readable-name';

/** `POST /workshops/{id}/pits`. */
export class CreatePitRequest {
  /** The bay's number, 1 to 9999, once in its workshop. Part of the MediaMTX path. */
  @IsInt()
  @Min(1)
  @Max(9999)
  number: number;

  /** What people call the bay, besides its number: 1 to 80 visible characters or spaces. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 80)
  @IsReadableName()
  name?: string;
}
