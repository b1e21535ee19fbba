import type { PathsBy } from '@ppf/contracts';
import { type ControlApi } from '@ppf/mediamtx';
import { type MediaServerHealth } from './media-server-health';

/** One MediaMTX process that the backend manages. */
export interface MediaServer {
  /** Id of its database row. */
  readonly id: number;
  /** Name that operators gave it. */
  readonly name: string;
  /** Client of its control API. Never call it while the auth hook is being answered (MediaMTX contract §0.2). */
  readonly api: ControlApi;
  /** Result of the most recent call to its control API. */
  readonly health: MediaServerHealth;
  /** Id of the media server that this edge pulls from; null if it is not an edge. */
  readonly edgeOfId: number | null;
  /** RTSP user names of its edges, which pull from it and are not viewers, with the address that each connects from. */
  readonly edgeNames: ReadonlyMap<string, string>;
  /** How its paths are set, as of now. */
  readonly pathsBy: PathsBy;
  /** Whether this backend leads, so it polls the streams and reconciles the paths. */
  readonly isLed: boolean;
  /** Whether the workshop of the path is placed on it. While a workshop moves, two media servers have its paths. */
  carries(path: string): boolean;
}
