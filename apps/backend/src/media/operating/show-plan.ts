import { Injectable } from '@nestjs/common';
import type {
  CameraNotAppliedCode,
  MediaServerPlan,
  PathChange as ShownChange,
  PathNotApplied,
} from '@ppf/contracts';
import { ControlApiProblem } from '@ppf/mediamtx';
import { toCameraNotApplied } from '../../pits';
import { Clock } from '../../platform/clock';
import { DomainError } from '../../platform/problems/domain-error';
import { MediaServers } from '../running/media-servers';
import type { PathChange } from '../paths/path-change';
import { type NotApplied, NotAppliedCameras } from '../paths/not-applied-cameras';
import { notAppliedOf, type Plan } from '../paths/reconcile-paths';

/** Changes that are told. */
const MOST_TOLD = 1000;

/** Tells what differs now between a media server and what its cameras need, and changes nothing. */
@Injectable()
export class ShowPlan {
  constructor(
    private readonly servers: MediaServers,
    private readonly clock: Clock,
    private readonly notApplied: NotAppliedCameras,
  ) {}

  /** @throws DomainError media-server-unreachable */
  async show(serverId: number): Promise<MediaServerPlan> {
    const server = this.servers.get(serverId);
    if (!server) throw new DomainError('media-server-unreachable', { retryAfterSeconds: 1 });
    try {
      const plan = await server.paths.dryRun();
      return showPlan(serverId, plan, await this.notApplied.read(serverId), this.clock.now());
    } catch (cause) {
      // Its message names the call and a reason of ours, never MediaMTX's words.
      if (cause instanceof ControlApiProblem)
        throw new DomainError('media-server-unreachable', { detail: cause.message, cause });
      throw cause;
    }
  }
}

/**
 * A plan as the API shows it: without the configurations, which hold passwords.
 * @param stored What the last run found not to be applied, MediaMTX's refusals among it.
 */
export function showPlan(
  serverId: number,
  { desired, changes }: Plan,
  stored: NotApplied,
  now: Date,
): MediaServerPlan {
  const notApplied = new Map([...stored, ...notAppliedOf(desired)]);
  const sum = changes.reduce((total, each) => total + (each.isPostponed ? 0 : each.disconnects.viewers), 0);
  return {
    media_server_id: serverId,
    planned_at: now.toISOString(),
    wanted: desired.length,
    changes: changes.slice(0, MOST_TOLD).map(showChange),
    total_changes: changes.length,
    disconnects_viewers: sum,
    not_applied: [...notApplied].slice(0, MOST_TOLD).map(([path, code]) => toPathNotApplied(path, code)),
  };
}

function toPathNotApplied(path: string, code: CameraNotAppliedCode): PathNotApplied {
  const { sentence = '' } = toCameraNotApplied(code) ?? {};
  return { path, code, sentence };
}

function showChange({ path, action, reason, fields, disconnects, isPostponed }: PathChange): ShownChange {
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
