import {
  ArrayMaxSize,
  IsArray,
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
import { MayBeAbsent } from '../validation/may-be-absent';

/**
 * How the paths of a media server are set. `api`: by this service over the control API, one call for each path. `file`: by a
 * media agent in the configuration file, all in one write.
 */
export const PATHS_BY = ['api', 'file'] as const;
export type PathsBy = (typeof PATHS_BY)[number];

/** Why an agent did not apply the configuration as a whole. */
export const MEDIA_AGENT_FAULTS = [
  'disk-full',
  'not-writable',
  'ended-media-server',
  'document-not-valid',
] as const;
export type MediaAgentFault = (typeof MEDIA_AGENT_FAULTS)[number];

/** `POST /media-servers/{id}/agent/code`: a one-time code that enrols a media agent. */
export class MediaAgentCode {
  /** Enter it on the machine of the media server. The response is the only one that contains it. */
  code: string;

  /** ISO 8601 UTC. */
  expires_at: string;
}

/** `POST /media-agent/enrolment`. */
export class EnrolMediaAgentRequest {
  /** One-time code of the media server. */
  @IsString()
  @Length(16, 200)
  code: string;
}

/** The credential of a media agent, valid for its media server only. */
export class MediaAgentCredential {
  /** Bearer token. The response is the only one that contains it. */
  credential: string;

  /** Id of the media server. */
  media_server_id: number;
}

/** `GET /media-agent/configuration`. */
export class MediaAgentConfigurationQuery {
  /** Version that the agent has. The response waits until there is another one. Absent: none. */
  @MayBeAbsent()
  @IsString()
  @Matches(/^[\w-]{8,64}$/)
  version?: string;
}

/** Source that a path may keep while its configuration is unknown: the same camera. */
export class MediaAgentKeptSource {
  /** `rtsp` or `rtsps`. */
  scheme: string;

  /** Host as in a URL. Null: its name cannot be resolved at the moment. */
  host: string | null;

  port: number;

  /** Path and query. */
  path: string;
}

/** Configuration of a path, with keys of MediaMTX v1.9.3. Contains the password of the camera. */
export class MediaAgentPathConfig {
  source: string;
  sourceOnDemand?: boolean;
  sourceOnDemandStartTimeout?: string;
  sourceOnDemandCloseAfter?: string;

  @IsIn(['automatic', 'udp', 'tcp', 'multicast'])
  rtspTransport?: 'automatic' | 'udp' | 'tcp' | 'multicast';

  sourceFingerprint?: string;
  runOnInit?: string;
  runOnInitRestart?: boolean;
  runOnDemand?: string;
  runOnDemandRestart?: boolean;
  runOnDemandStartTimeout?: string;
  runOnDemandCloseAfter?: string;
  runOnReady?: string;
  runOnReadyRestart?: boolean;
}

/** A path that the media server should have. */
export class MediaAgentPath {
  path: string;

  /** Null: unknown at the moment; the path stays if its source is `keeps`. */
  config: MediaAgentPathConfig | null;

  keeps: MediaAgentKeptSource | null;
}

/** A request to pull a camera again now. */
export class MediaAgentReconnect {
  /** Unique. The agent ignores a request that it has already seen. */
  id: string;

  path: string;
}

/** The complete desired configuration of one media server, for its agent only. Contains the passwords of its cameras. */
export class MediaAgentConfiguration {
  /** Form of this document. An agent applies no form that it does not know. */
  protocol: number;

  media_server_id: number;

  /** Identifies `paths_by` and `paths`. */
  version: string;

  @IsIn(PATHS_BY)
  paths_by: PathsBy;

  /** Empty with `paths_by: api`. */
  paths: MediaAgentPath[];

  /** Requests of the last ten seconds. */
  reconnects: MediaAgentReconnect[];
}

/** `POST /media-agent/report`: state of the agent and its machine. Contains no secret. */
export class MediaAgentReport {
  /** Newest form of the configuration that the agent knows. */
  @IsInt()
  @Min(1)
  @Max(1000)
  protocol: number;

  /** Version of the newest configuration. Null: none yet. */
  @IsOptional()
  @Matches(/^[\w-]{8,64}$/)
  document_version: string | null;

  /** Whether MediaMTX has loaded it, verified through the control API. */
  @IsBoolean()
  applied: boolean;

  /** Whether MediaMTX was started with the file of the agent. */
  @IsBoolean()
  owns_file: boolean;

  /** Why the configuration was not applied. Null: it was, or is about to be. */
  @IsOptional()
  @IsIn(MEDIA_AGENT_FAULTS)
  fault: MediaAgentFault | null;

  /** Faults of the operator's settings on that machine, as sentences without values. */
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(300, { each: true })
  settings_faults: string[];

  /**
   * The first 200 paths that the agent did not write, each with the reason: `workshop-1/pit-2: value of source`. Reasons are
   * `name`, `kind`, `key <name>` and `value of <name>`.
   */
  @IsArray()
  @ArrayMaxSize(200)
  @Matches(/^[\w/ -]{1,100}: [\w ]{1,100}$/, { each: true })
  refused: string[];

  /** Number of refused paths. */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  total_refused: number;

  /** Null: not reported by MediaMTX, as before v1.15.2. */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  mediamtx_version: string | null;

  /** Free bytes of the file system that has the configuration file. Null: cannot be read. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  disk_free_bytes: number | null;

  /** All bytes of that file system. Null: cannot be read. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  disk_total_bytes: number | null;

  /** Version of FFmpeg on that machine. Null: not installed. */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  ffmpeg_version: string | null;

  /** Whether FFmpeg has libx264, which re-encoded cameras need. */
  @IsBoolean()
  ffmpeg_encodes_h264: boolean;

  /** Whether FFmpeg has `-max_redirects`. Without it, cameras over HTTP are pulled through a proxy setting. */
  @IsBoolean()
  ffmpeg_limits_redirects: boolean;

  /** Ports that the settings of MediaMTX open, each with the name of the setting: `rtspAddress 8554`. */
  @IsArray()
  @ArrayMaxSize(40)
  @Matches(/^\w{1,60} \d{1,5}$/, { each: true })
  ports: string[];
}

/** The media agent of a media server, for operators. */
export class MediaAgentDetails {
  /** Whether a credential was issued and not revoked. */
  enrolled: boolean;

  /** When an unused code expires, ISO 8601 UTC. Null: there is none. The code of the settings counts until it is used. */
  code_expires_at: string | null;

  /** Time of the last report, ISO 8601 UTC. Null: none. */
  reported_at: string | null;

  /** Whether it reported within the last 90 seconds. */
  connected: boolean;

  /** The last report. Null: none. */
  report: MediaAgentReport | null;
}
