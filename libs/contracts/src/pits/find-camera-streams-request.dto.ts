import { IsInt, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';

/** `POST /workshops/{id}/camera-streams`: asks a camera by ONVIF for its streams. Nothing is saved. */
export class FindCameraStreamsRequest {
  /** Host name or address. */
  @IsString()
  @Length(1, 253)
  host: string;

  /** Port of its ONVIF service, 1 to 65535; 80 when absent. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(65535)
  port?: number;

  /** User name at the camera, any characters. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  user?: string;

  /** Password at the camera, any characters. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  password?: string;
}
