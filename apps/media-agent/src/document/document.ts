import type { PathConfig, PulledFrom } from '@ppf/mediamtx';

/** How the paths of the media server are set: by the agent's file, or by the backend over the control API. */
export type PathsBy = 'file' | 'api';

/** A path of the document that was validated. */
export interface DesiredEntry {
  readonly path: string;
  /** Contains the password of the camera. Null: currently unknown; `keeps` defines what is kept. */
  readonly config: PathConfig | null;
  /** With an unknown configuration: source that the path may keep, because it is the same camera; null: none. */
  readonly keeps: PulledFrom | null;
}

/** A path that the agent does not write, and why. Contains no value of the configuration. */
export interface RefusedPath {
  readonly path: string;
  /** `name`, `kind`, `key <name>` or `value of <name>`. */
  readonly reason: string;
}

/** A request to pull a camera again now. */
export interface ReconnectRequest {
  /** Unique; a repeated request with this id is ignored. */
  readonly id: string;
  readonly path: string;
}

/** Desired configuration of the media server, validated. */
export interface DesiredDocument {
  /** Identifies the content; the backend chooses it. */
  readonly version: string;
  readonly pathsBy: PathsBy;
  readonly entries: readonly DesiredEntry[];
  readonly refused: readonly RefusedPath[];
  readonly reconnects: readonly ReconnectRequest[];
}
