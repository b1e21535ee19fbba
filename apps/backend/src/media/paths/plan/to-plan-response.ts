import type {
  CameraNotAppliedCode,
  MediaServerPlan,
  PathChange as PathChangeResponse,
  PathNotApplied,
} from '@ppf/contracts';
import { toCameraNotApplied } from '../../../pits';
import { type DesiredPath } from '../desired/desired-path';
import { type NotApplied } from './not-applied-cameras';
import type { PathChange } from './path-change';

/** Maximum number of changes in a response. */
const MAX_LISTED_CHANGES = 1000;

/** Desired paths of a media server, and the changes that create them. */
export interface Plan {
  readonly desired: readonly DesiredPath[];
  readonly changes: readonly PathChange[];
}

/** Codes of the desired paths that cannot be planned as their cameras are set up, by path. */
export function notAppliedOf(desired: readonly DesiredPath[]): NotApplied {
  return new Map(
    desired.flatMap((each) =>
      each.kind === 'pull' && each.notApplied ? [[each.path, each.notApplied] as const] : [],
    ),
  );
}

/**
 * Maps a plan to its response. Leaves the configurations out, because they contain passwords. Pure.
 * @param stored Codes of the last run, including the refusals of MediaMTX.
 */
export function toPlanResponse(
  serverId: number,
  { desired, changes }: Plan,
  stored: NotApplied,
  now: Date,
): MediaServerPlan {
  const notApplied = new Map([...stored, ...notAppliedOf(desired)]);
  const viewers = changes.reduce(
    (total, each) => total + (each.isPostponed ? 0 : each.disconnects.viewers),
    0,
  );
  return {
    media_server_id: serverId,
    planned_at: now.toISOString(),
    wanted: desired.length,
    changes: changes.slice(0, MAX_LISTED_CHANGES).map(toChangeResponse),
    total_changes: changes.length,
    disconnects_viewers: viewers,
    not_applied: [...notApplied]
      .slice(0, MAX_LISTED_CHANGES)
      .map(([path, code]) => toPathNotApplied(path, code)),
  };
}

function toPathNotApplied(path: string, code: CameraNotAppliedCode): PathNotApplied {
  const { sentence = '' } = toCameraNotApplied(code) ?? {};
  return { path, code, sentence };
}

function toChangeResponse(change: PathChange): PathChangeResponse {
  const { path, action, reason, fields, disconnects, isPostponed } = change;
  return {
    path,
    action,
    reason,
    fields: [...fields],
    disconnects_camera: disconnects.camera,
    disconnects_viewers: disconnects.viewers,
    postponed: isPostponed,
  };
}
