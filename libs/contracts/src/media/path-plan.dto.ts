import { IsIn } from 'class-validator';

/** What is done to a path: made, changed, removed, or its publisher disconnected. */
export const PATH_CHANGE_ACTIONS = ['make', 'change', 'remove', 'disconnect'] as const;
export type PathChangeAction = (typeof PATH_CHANGE_ACTIONS)[number];

/** Why a path is changed. */
export const PATH_CHANGE_REASONS = [
  /** The media server has no such path. */
  'missing',
  /** It has other values than the camera needs; `fields` names them. */
  'differs',
  /** No pattern of the media server's file lets this camera publish. */
  'no-pattern',
  /** No pit has it, or its camera needs no path of its own. */
  'unwanted',
  /** The pit is gone, or its camera does not push any more. */
  'may-not-publish',
  /** The publish key was replaced. */
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

  /** Whether a camera is disconnected by it. */
  disconnects_publisher: boolean;

  /** How many viewers are disconnected by it; their players come back. */
  disconnects_viewers: number;

  /** After a run: the media server did not take it. */
  refused: boolean;
}

/** `GET /media-servers/{id}/plan` and what `POST /media-servers/{id}/reconciliation` did. */
export class MediaServerPlan {
  media_server_id: number;

  /** When the media server was looked at; ISO 8601 UTC. */
  planned_at: string;

  /** Paths that the cameras need, in all. */
  wanted: number;

  /** What differs, or differed: nothing when everything is as it should be. At most 1000 are told. */
  changes: PathChange[];

  /** How many changes there are in all. */
  total_changes: number;

  /** Viewers that all of them disconnect. */
  disconnects_viewers: number;
}
