import { IsBoolean, IsInt, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';

/** `POST /workshops/{id}/camera-streams`: asks a camera by ONVIF for its streams. Nothing is saved. */
export class FindCameraStreamsRequest {
  /** Host name or address. */
  @IsString()
  @Length(1, 253)
  host: string;

  /** Port of its ONVIF service, 1 to 65535; when absent 80, then 443 with TLS. */
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(65535)
  port?: number;

  /** Whether its ONVIF service is reached over TLS; found out when absent. The certificate is not checked: no password is sent. */
  @MayBeAbsent()
  @IsBoolean()
  tls?: boolean;

  /** Path of its ONVIF service, 1 to 256 characters; `/onvif/device_service` when absent. */
  @MayBeAbsent()
  @Matches(/^\/[\x21-\x7e]*$/)
  @MaxLength(256)
  path?: string;

  /** `next_cursor` of the page before; the first page when absent. */
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
