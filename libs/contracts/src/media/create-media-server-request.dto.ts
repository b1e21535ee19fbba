import { IsInt, IsIP, IsString, IsUrl, Length, Max, MaxLength, Min } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';
import { HTTP_ADDRESS, RTSP_ADDRESS } from './media-server-address';
import { IsReadableName } from '../validation/is-readable-name';

/** `POST /media-servers`. Addresses hold no user, password, query or fragment. */
export class CreateMediaServerRequest {
  /** Name for operators, 1 to 60 visible characters or spaces; unique. */
  @IsString()
  @Length(1, 60)
  @IsReadableName()
  name: string;

  /** URL of the control API for this service, `http://` or `https://`; unique. */
  @IsUrl(HTTP_ADDRESS)
  @MaxLength(300)
  api_url: string;

  /** Base URL of WebRTC signalling for browsers, `http://` or `https://`. */
  @IsUrl(HTTP_ADDRESS)
  @MaxLength(300)
  webrtc_url: string;

  /** Base URL of HLS for browsers, `http://` or `https://`. */
  @IsUrl(HTTP_ADDRESS)
  @MaxLength(300)
  hls_url: string;

  /** Base URL of RTSP for players and cameras, `rtsp://` or `rtsps://`. */
  @IsUrl(RTSP_ADDRESS)
  @MaxLength(300)
  rtsp_url: string;

  /**
   * Id of the origin, for an edge: the edge pulls streams from the origin for its share of the viewers, and no workshops are
   * placed on it. Absent: not an edge. It cannot be changed.
   */
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(2147483647)
  edge_of?: number;

  /** Required for an edge: the source IP address of its requests to the origin. */
  @MayBeAbsent()
  @IsIP()
  pulls_from?: string;
}
