import { IsIn, IsIP, IsString, IsUrl, Length, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';
import { PATHS_BY, type PathsBy } from './media-agent.dto';
import { HTTP_ADDRESS, RTSP_ADDRESS } from './media-server-address';
import { IsReadableName } from '../validation/is-readable-name';

/**
 * `PATCH /media-servers/{id}`: absent fields keep their values. Of the media server that the settings define, only the
 * name and `paths_by` can be changed.
 */
export class UpdateMediaServerRequest {
  /** 1 to 60 visible characters or spaces; unique. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 60)
  @IsReadableName()
  name?: string;

  /**
   * How the paths are set. `file` needs an agent whose file MediaMTX has loaded. Live streams continue when it is changed.
   */
  @MayBeAbsent()
  @IsIn(PATHS_BY)
  paths_by?: PathsBy;

  /** `http://` or `https://`; unique. */
  @MayBeAbsent()
  @IsUrl(HTTP_ADDRESS)
  @MaxLength(300)
  api_url?: string;

  /** `http://` or `https://`. */
  @MayBeAbsent()
  @IsUrl(HTTP_ADDRESS)
  @MaxLength(300)
  webrtc_url?: string;

  /** `http://` or `https://`. */
  @MayBeAbsent()
  @IsUrl(HTTP_ADDRESS)
  @MaxLength(300)
  hls_url?: string;

  /** `rtsp://` or `rtsps://`. */
  @MayBeAbsent()
  @IsUrl(RTSP_ADDRESS)
  @MaxLength(300)
  rtsp_url?: string;

  /** For an edge: the source IP address of its requests to the origin. */
  @MayBeAbsent()
  @IsIP()
  pulls_from?: string;
}
