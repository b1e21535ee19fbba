import { IsInt, IsIP, IsString, IsUrl, Length, Max, MaxLength, Min } from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';
import { HTTP_ADDRESS, RTSP_ADDRESS } from './media-server-address';
import { IsReadableName } from '../validation/is-readable-name';

/** `POST /media-servers`. Addresses hold no user, password, query or fragment. */
export class CreateMediaServerRequest {
  /** What operators call it, 1 to 60 visible characters or spaces; unique. */
  @IsString()
  @Length(1, 60)
  @IsReadableName()
  name: string;

  /** How this service reaches the control API, `http://` or `https://`; unique. */
  @IsUrl(HTTP_ADDRESS)
  @MaxLength(300)
  api_url: string;

  /** How browsers reach WebRTC signalling, `http://` or `https://`. */
  @IsUrl(HTTP_ADDRESS)
  @MaxLength(300)
  webrtc_url: string;

  /** How browsers reach HLS, `http://` or `https://`. */
  @IsUrl(HTTP_ADDRESS)
  @MaxLength(300)
  hls_url: string;

  /** How players and cameras reach RTSP, `rtsp://` or `rtsps://`. */
  @IsUrl(RTSP_ADDRESS)
  @MaxLength(300)
  rtsp_url: string;

  /**
   * An edge of this media server (its id): it fetches what that one has for viewers, who are spread over its edges, and is
   * given no workshops. Absent: a media server of its own. Stays as it is told here.
   */
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(2147483647)
  edge_of?: number;

  /** Of an edge, and required there: the IP address that its requests come from, as its origin sees it. */
  @MayBeAbsent()
  @IsIP()
  pulls_from?: string;
}
