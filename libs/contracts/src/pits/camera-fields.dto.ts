import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  type ValidationArguments,
  IsOptional,
} from 'class-validator';
import { forbiddenInAddress } from '../camera-address/forbidden-character';
import { CAMERA_FEEDS, CAMERA_TRANSPORTS, type CameraFeed, type CameraTransport } from './camera-kind';

/** Printable ASCII without spaces: what else a path may hold stands in it percent-encoded. */
const PATH = /^\/[\x21-\x7e]*$/;

function pathFault({ value, property }: ValidationArguments): string {
  const refused = typeof value === 'string' ? forbiddenInAddress(value) : null;
  return refused === null
    ? `${property} must begin with a slash and have only printable ASCII characters, others percent-encoded`
    : `${property} must not hold ${refused}`;
}

/** What is told of a camera besides its kind. */
export class CameraFields {
  /**
   * pull: a whole URL, credentials included, instead of the single fields; taken apart and never kept as it is.
   * `rtsp://` or `rtsps://` (`http://` for a camera with `feed` `mjpeg`), at most 2000 characters (MediaMTX reads URLs of
   * 2048 bytes: MediaMTX contract §7).
   */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  url?: string | null;

  /** pull: `rtsp` when absent. `mjpeg` needs `transcode`, and takes no user and password. */
  @IsOptional()
  @IsIn(CAMERA_FEEDS)
  feed?: CameraFeed | null;

  /** pull over RTSP: over TLS (`rtsps`); false when absent. */
  @IsOptional()
  @IsBoolean()
  tls?: boolean | null;

  /**
   * pull over `rtsps`: SHA-256 of the camera's certificate, 64 hex digits, as a camera test shows it; only a camera with
   * that certificate is fetched. Absent: any certificate that the media server can check by its authorities.
   */
  @IsOptional()
  @Matches(/^[0-9a-fA-F]{64}$/)
  tls_fingerprint?: string | null;

  /** pull: host name or address. */
  @IsOptional()
  @IsString()
  @Length(1, 253)
  host?: string | null;

  /** pull: 1 to 65535; 554 when absent (322 with `tls`; 80 and 443 for `mjpeg`). */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(65535)
  port?: number | null;

  /**
   * pull: with its leading slash, query included; `/` when absent. Printable ASCII, others percent-encoded; stored
   * in the one form that every MediaMTX release and the camera test send alike.
   */
  @IsOptional()
  @Matches(PATH, { message: pathFault })
  @MaxLength(1000)
  path?: string | null;

  /** pull over RTSP: path of the camera's second, smaller stream, at the same host, as `path`; absent: none. */
  @IsOptional()
  @Matches(PATH, { message: pathFault })
  @MaxLength(1000)
  sub_path?: string | null;

  /** pull: user name at the camera, any characters but control characters. Needs a password, given or kept (MediaMTX takes both or neither). */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  user?: string | null;

  /** pull: password at the camera, any characters but control characters. Sealed at rest. Absent: the kept one stays if host, port and user stay. Needs a user. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  password?: string | null;

  /** pull: `tcp` when absent. */
  @IsOptional()
  @IsIn(CAMERA_TRANSPORTS)
  transport?: CameraTransport | null;

  /** pull: fetch only while somebody watches; push with `transcode`: re-encode only then. False when absent. */
  @IsOptional()
  @IsBoolean()
  on_demand?: boolean | null;

  /**
   * Re-encode the main stream to H.264 at the media server, for MJPEG, H.265 and B-frames; without sound. False when
   * absent. Costs about a processor core for each camera of full HD.
   */
  @IsOptional()
  @IsBoolean()
  transcode?: boolean | null;

  /** push: the camera also publishes a second, smaller stream, to `…/sub` with the same key; false when absent. */
  @IsOptional()
  @IsBoolean()
  sub?: boolean | null;

  /**
   * push: addresses and ranges (`192.168.2.9`, `192.168.2.0/24`) from which the camera may publish without its key, for
   * cameras that cannot send one. Absent or empty: none. Ranges are at most as wide as /16 (IPv6: /48).
   */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(16)
  @IsString({ each: true })
  @Length(2, 49, { each: true })
  allow_list?: string[] | null;
}
