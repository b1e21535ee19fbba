import { Logger } from '@nestjs/common';
import type { CameraNotAppliedCode } from '@ppf/contracts';
import { ControlApiProblem } from '@ppf/mediamtx';
import { type DesiredPath } from './desired-path';
import { type MediaServer } from '../server/media-server';
import { type NotApplied, type NotAppliedCameras } from './not-applied-cameras';
import { type PathChange } from './path-change';
import { planPaths } from './plan-paths';
import { publishKeysOf } from './plan-publishers';
import { type ReadDesiredPaths } from './read-desired-paths';
import { type RefreshStreamKeys } from '../server/refresh-stream-keys';

/** What a media server should have, and what is to be done for it. */
export interface Plan {
  readonly desired: readonly DesiredPath[];
  readonly changes: readonly PathChange[];
}

/** What a run did. */
export interface Reconciled extends Plan {
  /** Paths that the media server would not take, to be tried again at the next turn of the timer. */
  readonly refused: ReadonlySet<string>;
  /** Those, and what could not even be planned. */
  readonly notApplied: NotApplied;
}

/** Writes at once: MediaMTX applies one after the other anyway. */
const AT_ONCE = 4;
/**
 * Milliseconds, give or take a half, from one write of a larger plan to the next of the same writer, so that cameras are
 * not all dialled in one instant: 200 a second, a thousand in five. A large MediaMTX is slower than that by itself: it
 * copies and checks all of its configuration for every write.
 */
const PACE_MS = 20;
/** Changes that are told one by one before they disconnect viewers; of the others only how many there are. */
const MOST_TOLD = 20;

/** Makes a media server have the paths that its pits need. Never read-modify-write, never from the hook. */
export class ReconcilePaths {
  private readonly logger = new Logger(ReconcilePaths.name);
  private publishKeys: ReadonlyMap<string, string | null> = new Map();

  constructor(
    private readonly server: MediaServer,
    private readonly desiredPaths: Pick<ReadDesiredPaths, 'read'>,
    private readonly streamKeys: RefreshStreamKeys,
    private readonly notApplied: Pick<NotAppliedCameras, 'store'>,
  ) {}

  /** What would be done now, without doing it. @throws ControlApiProblem */
  async dryRun(): Promise<Plan> {
    // The media server is asked first: while it is away, cameras and their passwords need not be read at all.
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
   * Changes what differs, and says before whom that disconnects.
   * @param signal Aborted when another backend may lead: what has not begun is left to it.
   * @throws ControlApiProblem when the media server is away.
   */
  async reconcile(signal?: AbortSignal): Promise<Reconciled> {
    const { desired, changes } = await this.dryRun();
    if (!signal?.aborted) await this.streamKeys.refresh(this.server.api, publishKeysOf(desired));
    const now = changes.filter(({ isPostponed }) => !isPostponed);
    this.warnOfDisconnections(now);
    const refused = await this.apply(
      now.filter(({ action }) => action !== 'disconnect'),
      signal,
    );
    for (const each of now) {
      if (each.action === 'disconnect' && !signal?.aborted) await this.disconnect(each);
    }
    // What was not done is judged again, by whoever leads then.
    if (!signal?.aborted) this.publishKeys = publishKeysOf(desired);
    if (now.length > 0) this.logger.log(summaryOf(this.server.name, now, refused.size));
    const notApplied = new Map([...notAppliedOf(desired), ...refused]);
    if (!signal?.aborted) await this.notApplied.store(this.server.id, notApplied);
    return { desired, changes, refused: new Set(refused.keys()), notApplied };
  }

  private warnOfDisconnections(changes: readonly PathChange[]): void {
    const hard = changes.filter(({ disconnects }) => disconnects.viewers > 0);
    for (const { path, action, reason, fields, disconnects } of hard.slice(0, MOST_TOLD)) {
      const why = fields.length > 0 ? `${reason}: ${fields.join(', ')}` : reason;
      this.logger.warn(
        `${this.server.name}: ${action} ${path} (${why}) disconnects viewers, who come back: ${disconnects.viewers}.`,
      );
    }
    if (hard.length > MOST_TOLD)
      this.logger.warn(`${this.server.name}: ${hard.length - MOST_TOLD} more changes disconnect viewers.`);
  }

  private async disconnect(change: PathChange & { readonly action: 'disconnect' }): Promise<void> {
    const { kind, id } = change.session;
    if (await this.server.api.sessions.kick(kind, id))
      this.logger.log(`The publisher on ${change.path} of ${this.server.name} was disconnected.`);
  }

  private async apply(changes: readonly PathChange[], signal: AbortSignal | undefined): Promise<NotApplied> {
    const left = [...changes];
    const refused = new Map<string, CameraNotAppliedCode>();
    const pace = left.length > AT_ONCE ? PACE_MS : 0;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let change = left.shift(); change && !signal?.aborted; change = left.shift()) {
          const next = performance.now() + pace * (0.5 + Math.random());
          const refusal = await this.take(change);
          if (refusal) refused.set(change.path, refusal);
          const rest = next - performance.now();
          if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
        }
      }),
    );
    return refused;
  }

  /** Why the media server does not take this one; the others go on. Null: it does. */
  private async take(change: PathChange): Promise<CameraNotAppliedCode | null> {
    const { pathConfigs } = this.server.api;
    try {
      if (change.action === 'remove') await pathConfigs.delete(change.path);
      else if (change.action !== 'disconnect') await pathConfigs.replace(change.path, change.config);
      return null;
    } catch (problem) {
      const isAnswer = problem instanceof ControlApiProblem;
      if (isAnswer && problem.status === null) throw problem;
      const reason = isAnswer ? problem.message : (problem as Error).name;
      this.logger.error(`${this.server.name} does not take the path ${change.path}. ${reason}`);
      if (change.action === 'change') await this.takeDown(change.path);
      return isAnswer ? 'refused-by-media-server' : 'internal-error';
    }
  }

  /** What it was before would be taken for what it is set up to be: viewers get nothing rather than another camera. */
  private async takeDown(path: string): Promise<void> {
    try {
      await this.server.api.pathConfigs.delete(path);
    } catch (problem) {
      if (!(problem instanceof ControlApiProblem) || problem.status === null) throw problem;
      this.logger.error(`${this.server.name} does not remove the path ${path}. ${problem.message}`);
    }
  }
}

/** What could not be planned as it is set up, by path. */
export function notAppliedOf(desired: readonly DesiredPath[]): NotApplied {
  return new Map(
    desired.flatMap((each) =>
      each.kind === 'pull' && each.notApplied ? [[each.path, each.notApplied] as const] : [],
    ),
  );
}

function summaryOf(name: string, changes: readonly PathChange[], refused: number): string {
  const count = (wanted: PathChange['action']) => changes.filter(({ action }) => action === wanted).length;
  return `Paths of ${name} brought in line: ${count('make')} made, ${count('change')} changed, ${count('remove')} removed, ${refused} refused.`;
}
