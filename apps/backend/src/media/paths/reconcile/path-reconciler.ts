import { Injectable, Logger } from '@nestjs/common';
import type { CameraNotAppliedCode } from '@ppf/contracts';
import { ControlApiProblem } from '@ppf/mediamtx';
import { type MediaServer } from '../../../media-servers';
import { ReadDesiredPaths } from '../desired/read-desired-paths';
import { delay } from '../../../platform/scheduling/delay';
import { forEachConcurrently } from '../../../platform/scheduling/for-each-concurrently';
import { type NotApplied, NotAppliedCameras } from '../plan/not-applied-cameras';
import { type PathChange } from '../plan/path-change';
import { planPaths } from '../plan/plan-paths';
import { publishKeysOf } from '../plan/plan-publishers';
import { notAppliedOf, type Plan } from '../plan/to-plan-response';
import { AgentRefusals } from './agent-refusals';
import { StreamKeyRefresher } from './stream-key-refresher';

/** Result of a reconcile run. */
export interface ReconcileResult extends Plan {
  /** Paths that the media server refused. The next run tries them again. */
  readonly refused: ReadonlySet<string>;
  /** Reasons by path: of refused paths, and of paths that could not be planned. */
  readonly notApplied: NotApplied;
}

/** Path writes in parallel. MediaMTX applies one after the other in any case. */
const PATH_WRITE_CONCURRENCY = 4;
/**
 * Mean milliseconds between two writes of one writer in a plan with more changes than writers; each wait varies by half.
 * Spreads the connections to cameras: 200 per second, 1000 in five seconds. A large MediaMTX is slower than this,
 * because it copies and checks its whole configuration for every write.
 */
const PATH_WRITE_INTERVAL_MS = 20;
/** Changes that disconnect viewers and are logged one by one; the log has only the number of the others. */
const MAX_LOGGED_DISCONNECTIONS = 20;

/** Creates the paths on one media server that its pits need. Never reads a path to modify it, never runs in the auth hook. */
export class PathReconciler {
  private readonly logger = new Logger(PathReconciler.name);
  private publishKeys: ReadonlyMap<string, string | null> = new Map();

  constructor(
    private readonly server: Pick<MediaServer, 'id' | 'name' | 'api' | 'health' | 'pathsBy'>,
    private readonly desiredPaths: Pick<ReadDesiredPaths, 'read'>,
    private readonly streamKeys: StreamKeyRefresher,
    private readonly notApplied: Pick<NotAppliedCameras, 'store'>,
    private readonly agentRefusals: Pick<AgentRefusals, 'read'>,
  ) {}

  /** Plans a run without applying it. @throws ControlApiProblem */
  async dryRun(): Promise<Plan> {
    // Reads the media server first: while it is unreachable, cameras and their passwords are not read.
    const { api, health } = this.server;
    const configs = await api.pathConfigs.list();
    const items = await api.paths.list();
    const desired = await this.desiredPaths.read(this.server.id);
    return {
      desired,
      changes: planPaths(desired, { configs, items, version: health.version }, this.publishKeys),
    };
  }

  /**
   * Applies the differences. Logs each change that disconnects viewers before it is made.
   * @param signal Aborted when another backend may lead: changes that have not begun are left to that backend.
   * @throws ControlApiProblem when the media server is unreachable.
   */
  async reconcile(signal?: AbortSignal): Promise<ReconcileResult> {
    const { desired, changes } = await this.dryRun();
    if (!signal?.aborted) await this.streamKeys.refresh(this.server.api, publishKeysOf(desired));
    const due = changes.filter((change) => this.isOurs(change));
    this.warnOfDisconnections(due);
    const refused =
      this.server.pathsBy === 'file'
        ? await this.agentRefusals.read(this.server.id)
        : await this.apply(
            due.filter(({ action }) => action !== 'disconnect'),
            signal,
          );
    for (const each of due) {
      if (each.action === 'disconnect' && !signal?.aborted) await this.disconnect(each);
    }
    // After an abort the next leader compares the keys again.
    if (!signal?.aborted) this.publishKeys = publishKeysOf(desired);
    if (due.length > 0) this.logger.log(summaryOf(this.server.name, due, refused.size));
    const notApplied = new Map([...notAppliedOf(desired), ...refused]);
    if (!signal?.aborted) await this.notApplied.store(this.server.id, notApplied);
    return { desired, changes, refused: new Set(refused.keys()), notApplied };
  }

  /** The agent sets the paths of its media server. Publishers are disconnected through the API in either mode. */
  private isOurs({ isPostponed, action }: PathChange): boolean {
    return !isPostponed && (this.server.pathsBy === 'api' || action === 'disconnect');
  }

  private warnOfDisconnections(changes: readonly PathChange[]): void {
    const disconnecting = changes.filter(({ disconnects }) => disconnects.viewers > 0);
    for (const change of disconnecting.slice(0, MAX_LOGGED_DISCONNECTIONS)) {
      const { path, action, reason, fields, disconnects } = change;
      const why = fields.length > 0 ? `${reason}: ${fields.join(', ')}` : reason;
      this.logger.warn(
        `${this.server.name}: ${action} ${path} (${why}) disconnects ${disconnects.viewers} viewers, who reconnect.`,
      );
    }
    const unlogged = disconnecting.length - MAX_LOGGED_DISCONNECTIONS;
    if (unlogged > 0) this.logger.warn(`${this.server.name}: ${unlogged} more changes disconnect viewers.`);
  }

  private async disconnect(change: PathChange & { readonly action: 'disconnect' }): Promise<void> {
    const { kind, id } = change.session;
    if (await this.server.api.sessions.kick(kind, id))
      this.logger.log(`${this.server.name}: disconnected the publisher on ${change.path}.`);
  }

  private async apply(changes: readonly PathChange[], signal: AbortSignal | undefined): Promise<NotApplied> {
    const refused = new Map<string, CameraNotAppliedCode>();
    const intervalMs = changes.length > PATH_WRITE_CONCURRENCY ? PATH_WRITE_INTERVAL_MS : 0;
    const writeInTurn = async (change: PathChange) => {
      const pause = delay(intervalMs * (0.5 + Math.random()), signal);
      const refusal = await this.write(change);
      if (refusal) refused.set(change.path, refusal);
      await pause;
    };
    await forEachConcurrently(changes, PATH_WRITE_CONCURRENCY, writeInTurn, signal);
    return refused;
  }

  /** Writes one change. Returns why the media server refused it, or null; a refusal does not stop the other changes. */
  private async write(change: PathChange): Promise<CameraNotAppliedCode | null> {
    const { pathConfigs } = this.server.api;
    try {
      if (change.action === 'remove') await pathConfigs.delete(change.path);
      else if (change.action !== 'disconnect') await pathConfigs.replace(change.path, change.config);
      return null;
    } catch (problem) {
      const isResponse = problem instanceof ControlApiProblem;
      if (isResponse && problem.status === null) throw problem;
      const reason = isResponse ? problem.message : (problem as Error).name;
      this.logger.error(`${this.server.name} refused the path ${change.path}. ${reason}`);
      if (change.action === 'change') await this.removeOutdated(change.path);
      return isResponse ? 'refused-by-media-server' : 'internal-error';
    }
  }

  /** Viewers would take the old stream for the new camera: they get nothing instead of another camera. */
  private async removeOutdated(path: string): Promise<void> {
    try {
      await this.server.api.pathConfigs.delete(path);
    } catch (problem) {
      if (!(problem instanceof ControlApiProblem) || problem.status === null) throw problem;
      this.logger.error(`${this.server.name} did not remove the path ${path}. ${problem.message}`);
    }
  }
}

/** Creates the path reconcilers of the media servers. */
@Injectable()
export class PathReconcilers {
  constructor(
    private readonly desiredPaths: ReadDesiredPaths,
    private readonly streamKeys: StreamKeyRefresher,
    private readonly notApplied: NotAppliedCameras,
    private readonly agentRefusals: AgentRefusals,
  ) {}

  /** Reconciler of a media server. */
  create(server: MediaServer): PathReconciler {
    return new PathReconciler(
      server,
      this.desiredPaths,
      this.streamKeys,
      this.notApplied,
      this.agentRefusals,
    );
  }
}

function summaryOf(name: string, changes: readonly PathChange[], refused: number): string {
  const count = (wanted: PathChange['action']) => changes.filter(({ action }) => action === wanted).length;
  return `Reconciled the paths of ${name}: ${count('make')} created, ${count('change')} changed, ${count('remove')} removed, ${refused} refused.`;
}
