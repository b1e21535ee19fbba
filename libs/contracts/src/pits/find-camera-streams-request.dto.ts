import { IsBoolean, IsInt, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';

/** `POST /workshops/{id}/camera-streams`: requests the streams of a camera over ONVIF. Nothing is stored. */
export class FindCameraStreamsRequest {
  /** Host name or address. */
  @IsString()
  @Length(1, 253)
  host: string;

  /** Port of its ONVIF service, 1 to 65535. Default: 80, then 443 with TLS. */
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(65535)
  port?: number;

  /** Whether its ONVIF service uses TLS. Absent: detected. The certificate is not verified, because no password is sent. */
  @MayBeAbsent()
  @IsBoolean()
  tls?: boolean;

  /** Path of its ONVIF service, 1 to 256 characters; Default: `/onvif/device_service`. */
  @MayBeAbsent()
  @Matches(/^\/[\x21-\x7e]*$/)
  @MaxLength(256)
  path?: string;

  /** `next_cursor` of the previous page. Absent: the first page. */
  @MayBeAbsent()
  @Matches(/^\d{1,4}$/)
  cursor?: string;

  /** User name at the camera, any characters. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  user?: string;

  /** Password at the camera, any characters. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  password?: string;
}
