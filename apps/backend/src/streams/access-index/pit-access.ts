import { type PathStream } from '@ppf/mediamtx';
import { type AllowList } from './allow-list';

/** A pit, with the fields that the hook and the issuing of tokens read. */
export interface PitAccess {
  readonly pitId: number;
  readonly workshopId: number;
  /** MediaMTX's name for the pit's stream. */
  readonly path: string;
  /** Null: the pit has no camera. */
  readonly cameraKind: 'pull' | 'push' | null;
  /** While paused it has no viewers and its camera may not publish. */
  readonly paused: boolean;
  /** Whether the camera has a second, smaller stream. */
  readonly hasSub: boolean;
  /** Whether the main stream is re-encoded; the camera's own video is on a path that only the transcoder reads. */
  readonly transcode: boolean;
  /** Whether the media server pulls the stream only while it has viewers. */
  readonly onDemand: boolean;
  /** SHA-256 of the publish key; null: none was created, or the camera does not push. */
  readonly publishKeyHash: Uint8Array | null;
  /** Addresses from which the camera may publish without its key; null: none. */
  readonly allowList: AllowList | null;
}

/** The pit and stream of a MediaMTX path. */
export interface StreamAccess {
  readonly pit: PitAccess;
  readonly stream: PathStream;
}
