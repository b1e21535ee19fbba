import { IsIn } from 'class-validator';
import { CAMERA_NOT_APPLIED_CODES, type CameraNotAppliedCode } from '../pits/camera-not-applied.dto';

/** Change of a path: create, change or remove it, or disconnect its publisher. */
export const PATH_CHANGE_ACTIONS = ['make', 'change', 'remove', 'disconnect'] as const;
export type PathChangeAction = (typeof PATH_CHANGE_ACTIONS)[number];

/**
 * Reason of a change. `missing`: the media server has no such path; `differs`: its configuration differs from that of the
 * camera; `no-pattern`: no pattern in the media server's file lets this camera publish; `unwanted`: no pit has the path, or
 * its camera needs no path; `may-not-publish`: the pit was deleted, or its camera no longer pushes; `key-replaced`: the
 * publisher used a replaced publish key.
 */
export const PATH_CHANGE_REASONS = [
  'missing',
  'differs',
  'no-pattern',
  'unwanted',
  'may-not-publish',
  'key-replaced',
] as const;
export type PathChangeReason = (typeof PATH_CHANGE_REASONS)[number];

/** One change that reconciles a media server. Contains no address and no password. */
export class PathChange {
  /** MediaMTX's name for the stream. */
  path: string;

  @IsIn(PATH_CHANGE_ACTIONS)
  action: PathChangeAction;

  @IsIn(PATH_CHANGE_REASONS)
  reason: PathChangeReason;

  /** Keys of MediaMTX's path configuration that differ; empty unless the reason is `differs`. */
  fields: string[];

  /** Whether the change disconnects a publishing camera, which reconnects if it is allowed. */
  disconnects_camera: boolean;

  /** Number of viewers that the change disconnects. Their players reconnect. */
  disconnects_viewers: number;

  /** Whether the change waits until there are no viewers. */
  postponed: boolean;
}

/** A path whose configuration does not match its camera. */
export class PathNotApplied {
  /** MediaMTX's name for the stream. */
  path: string;

  @IsIn(CAMERA_NOT_APPLIED_CODES)
  code: CameraNotAppliedCode;

  /** The reason, in one sentence. */
  sentence: string;
}

/** `GET /media-servers/{id}/plan`: the current differences between a media server and its cameras. */
export class MediaServerPlan {
  media_server_id: number;

  /** Time of the comparison, ISO 8601 UTC. */
  planned_at: string;

  /** Number of paths that its cameras need. */
  wanted: number;

  /** The changes, at most 1000. Empty: no change is needed. */
  changes: PathChange[];

  /** Number of all changes. */
  total_changes: number;

  /** Paths whose configuration does not match their cameras, at most 1000. */
  not_applied: PathNotApplied[];

  /** Number of viewers that the changes disconnect, without the postponed ones. */
  disconnects_viewers: number;
}
