import { IsIn } from 'class-validator';
import { CAMERA_NOT_APPLIED_CODES, type CameraNotAppliedCode } from '../pits/camera-not-applied.dto';

/** What is done to a path: made, changed, removed, or its publisher disconnected. */
export const PATH_CHANGE_ACTIONS = ['make', 'change', 'remove', 'disconnect'] as const;
export type PathChangeAction = (typeof PATH_CHANGE_ACTIONS)[number];

/**
 * Why. `missing`: the media server has no such path; `differs`: it has other values than the camera needs; `no-pattern`:
 * nothing in the media server's file lets this camera publish; `unwanted`: no pit has the path, or its camera needs none
 * of its own; `may-not-publish`: the pit is gone, or its camera does not push any more; `key-replaced`: what publishes
 * did so with a publish key that is not in use any more.
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

/** One change that brings a media server in line. Names no address and no password. */
export class PathChange {
  /** MediaMTX's name for the stream. */
  path: string;

  @IsIn(PATH_CHANGE_ACTIONS)
  action: PathChangeAction;

  @IsIn(PATH_CHANGE_REASONS)
  reason: PathChangeReason;

  /** Keys of MediaMTX's path configuration that differ; empty unless the reason is `differs`. */
  fields: string[];

  /** Whether a camera that sends is disconnected by it; it comes back by itself, if it may. */
  disconnects_camera: boolean;

  /** How many viewers are disconnected by it; their players come back by themselves. */
  disconnects_viewers: number;

  /** Not urgent, and somebody watches: it waits until nobody does. */
  postponed: boolean;
}

/** A path that the media server does not have as its camera is set up. */
export class PathNotApplied {
  /** MediaMTX's name for the stream. */
  path: string;

  @IsIn(CAMERA_NOT_APPLIED_CODES)
  code: CameraNotAppliedCode;

  /** What is wrong, in one sentence. */
  sentence: string;
}

/** `GET /media-servers/{id}/plan`: what differs now between a media server and what the cameras need. */
export class MediaServerPlan {
  media_server_id: number;

  /** When the media server was looked at; ISO 8601 UTC. */
  planned_at: string;

  /** Paths that the cameras on it need, in all. */
  wanted: number;

  /** Nothing when everything is as it should be; at most 1000 are told. */
  changes: PathChange[];

  /** How many changes there are in all. */
  total_changes: number;

  /** Paths that are not as their cameras are set up, and why; at most 1000 are returned. */
  not_applied: PathNotApplied[];

  /** Viewers that are disconnected by all changes but the postponed ones. */
  disconnects_viewers: number;
}
