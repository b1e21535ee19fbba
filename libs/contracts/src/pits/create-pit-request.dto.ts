import { IsInt, IsString, Length, Max, Min } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';
import { IsReadableName } from '../validation/is-readable-name';

/** `POST /workshops/{id}/pits`. */
export class CreatePitRequest {
  /** Number of the bay, 1 to 9999, unique in the workshop. Part of the MediaMTX path. */
  @IsInt()
  @Min(1)
  @Max(9999)
  number: number;

  /** Name of the bay: 1 to 80 visible characters or spaces. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 80)
  @IsReadableName()
  name?: string;
}
