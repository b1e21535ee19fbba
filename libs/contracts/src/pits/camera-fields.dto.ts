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
import { forbiddenCharacterName } from '../camera-address/forbidden-character-name';
import { CAMERA_FEEDS, type CameraFeed } from '../camera-address/camera-feed';
import { CAMERA_TRANSPORTS, type CameraTransport } from './camera-kind';

/** Printable ASCII without spaces. Other characters are percent-encoded. */
const PATH = /^\/[\x21-\x7e]*$/;

function pathFault({ value, property }: ValidationArguments): string {
  const refused = typeof value === 'string' ? forbiddenInAddress(value) : null;
  return refused === null
    ? `${property} must begin with a slash and have only printable ASCII characters, others percent-encoded`
    : `${property} must not contain ${forbiddenCharacterName(refused)}`;
}

/** Fields of a camera request besides its kind. */
export class CameraFields {
  /**
   * pull: a URL with credentials instead of the separate fields. It is parsed and not stored as a whole.
   * `rtsp://` or `rtsps://` (`http://` for a camera with `feed` `mjpeg`), at most 2000 characters (MediaMTX reads URLs of
   * 2048 bytes: MediaMTX contract §7).
   */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  url?: string | null;

  /** pull: default `rtsp`. `mjpeg` requires `transcode` and no user and password. */
  @IsOptional()
  @IsIn(CAMERA_FEEDS)
  feed?: CameraFeed | null;

  /** pull over RTSP: whether to use TLS (`rtsps`). Default: false. */
  @IsOptional()
  @IsBoolean()
  tls?: boolean | null;

  /**
   * pull over `rtsps`: SHA-256 of the camera's certificate, 64 hex digits, as a camera test returns it. Only a camera with
   * this certificate is pulled. Absent: any certificate that the media server can verify by its certificate authorities.
   */
  @IsOptional()
  @Matches(/^[0-9a-fA-F]{64}$/)
  tls_fingerprint?: string | null;

  /** pull: host name or address. */
  @IsOptional()
  @IsString()
  @Length(1, 253)
  host?: string | null;

  /** pull: 1 to 65535. Default: 554 (322 with `tls`; 80 and 443 for `mjpeg`). */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(65535)
  port?: number | null;

  /**
   * pull: path and query with the leading slash. Default: `/`. Printable ASCII, other characters percent-encoded. It is stored
   * in the canonical form that every MediaMTX release and the camera test send unchanged.
   */
  @IsOptional()
  @Matches(PATH, { message: pathFault })
  @MaxLength(1000)
  path?: string | null;

  /** pull over RTSP: path of the second, smaller stream at the same host, in the format of `path`. Absent: none. */
  @IsOptional()
  @Matches(PATH, { message: pathFault })
  @MaxLength(1000)
  sub_path?: string | null;

  /** pull: user name at the camera, any characters except control characters. Requires a password in the request or stored (MediaMTX accepts both or neither). */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  user?: string | null;

  /** pull: password at the camera, any characters except control characters. Encrypted at rest. Absent: the stored password is retained if host, port and user stay the same. Requires a user. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  password?: string | null;

  /** pull: default `tcp`. */
  @IsOptional()
  @IsIn(CAMERA_TRANSPORTS)
  transport?: CameraTransport | null;

  /** pull: pull only while there are viewers; push with `transcode`: re-encode only then. Default: false. */
  @IsOptional()
  @IsBoolean()
  on_demand?: boolean | null;

  /**
   * Whether the media server re-encodes the main stream to H.264, for MJPEG, H.265 and B-frames; without audio. Default:
   * false. Uses about one processor core per full HD camera.
   */
  @IsOptional()
  @IsBoolean()
  transcode?: boolean | null;

  /** push: whether the camera also publishes a second, smaller stream, to `…/sub` with the same key. Default: false. */
  @IsOptional()
  @IsBoolean()
  sub?: boolean | null;

  /**
   * push: addresses and ranges (`192.168.2.9`, `192.168.2.0/24`) from which the camera may publish without the key, for
   * cameras that cannot send one. Absent or empty: none. Ranges are at most as wide as /16 (IPv6: /48).
   */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(16)
  @IsString({ each: true })
  @Length(2, 49, { each: true })
  allow_list?: string[] | null;
}
