import { IsIP, IsOptional, IsString, IsUrl, Length, MaxLength } from 'class-validator';
import { HTTP_ADDRESS, RTSP_ADDRESS } from './media-server-address';

/**
 * `PATCH /media-servers/{id}`: what is absent stays. Of the configured one only the name can be changed: its addresses
 * are settings.
 */
export class UpdateMediaServerRequest {
  /** 1 to 60 characters; unique. */
  @IsOptional()
  @IsString()
  @Length(1, 60)
  name?: string;

  /** `http://` or `https://`; unique. */
  @IsOptional()
  @IsUrl(HTTP_ADDRESS)
  @MaxLength(300)
  api_url?: string;

  /** `http://` or `https://`. */
  @IsOptional()
  @IsUrl(HTTP_ADDRESS)
  @MaxLength(300)
  webrtc_url?: string;

  /** `http://` or `https://`. */
  @IsOptional()
  @IsUrl(HTTP_ADDRESS)
  @MaxLength(300)
  hls_url?: string;

  /** `rtsp://` or `rtsps://`. */
  @IsOptional()
  @IsUrl(RTSP_ADDRESS)
  @MaxLength(300)
  rtsp_url?: string;

  /** Of an edge: the IP address that its requests come from, as its origin sees it. */
  @IsOptional()
  @IsIP()
  pulls_from?: string;
}
