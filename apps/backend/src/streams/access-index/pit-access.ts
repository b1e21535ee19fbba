import { type PathStream } from '@ppf/mediamtx';
import { type AllowList } from './allow-list';

/** What the hook and the token know of a pit. */
export interface PitAccess {
  readonly pitId: number;
  readonly workshopId: number;
  /** MediaMTX's name for the pit's stream. */
  readonly path: string;
  /** Null: the pit has no camera. */
  readonly cameraKind: 'pull' | 'push' | null;
  /** Nobody watches and the camera does not publish, until somebody resumes it. */
  readonly paused: boolean;
  /** Whether the camera has a second, smaller stream. */
  readonly hasSub: boolean;
  /** Whether viewers get the main stream re-encoded; the camera's own arrives at a path that only the transcoder reads. */
  readonly transcode: boolean;
  /** Whether there is a stream only while somebody watches. */
  readonly onDemand: boolean;
  /** SHA-256 of the publish key; null: none was made, or the camera does not push. */
  readonly publishKeyHash: Uint8Array | null;
  /** From where a camera that pushes publishes without its key; null: from nowhere. */
  readonly allowList: AllowList | null;
}

/** A path of MediaMTX, and whose it is. */
export interface StreamAccess {
  readonly pit: PitAccess;
  readonly stream: PathStream;
}
