import { IsString, Length } from 'class-validator';

/** `POST /workshops`. */
export class CreateWorkshopRequest {
  /** 1 to 120 characters. */
  @IsString()
  @Length(1, 120)
  name: string;
}
