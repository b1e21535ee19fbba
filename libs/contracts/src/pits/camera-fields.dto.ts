import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { CAMERA_TRANSPORTS, type CameraTransport } from './camera-kind';

/** What is told of a camera besides its kind. */
export class CameraFields {
  /**
   * pull: a whole RTSP URL, credentials included, instead of the single fields; taken apart and never kept as it is.
   * `rtsp://` or `rtsps://`, at most 2000 characters (MediaMTX reads URLs of 2048 bytes: MediaMTX contract §7).
   */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  url?: string;

  /** pull: RTSP over TLS (`rtsps`); false when absent. */
  @IsOptional()
  @IsBoolean()
  tls?: boolean;

  /** pull: host name or address. */
  @IsOptional()
  @IsString()
  @Length(1, 253)
  host?: string;

  /** pull: 1 to 65535; 554 when absent (322 with `tls`). */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(65535)
  port?: number;

  /** pull: with its leading slash, query included; `/` when absent. */
  @IsOptional()
  @Matches(/^\/[\x21-\x7e]*$/)
  @MaxLength(1000)
  path?: string;

  /** pull: user name at the camera, any characters. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  user?: string;

  /** pull: password at the camera, any characters. Sealed at rest. Absent: the kept one stays if host, port and user stay. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  password?: string;

  /** pull: `tcp` when absent. */
  @IsOptional()
  @IsIn(CAMERA_TRANSPORTS)
  transport?: CameraTransport;

  /** pull: fetch only while somebody watches; false when absent. */
  @IsOptional()
  @IsBoolean()
  on_demand?: boolean;
}
