import { Logger } from '@nestjs/common';
import { ControlApiProblem } from '@ppf/mediamtx';
import { type DesiredPath } from './desired-path';
import { type MediaServer } from './media-server';
import { type PathPlan, planPaths } from './plan-paths';
import { publishKeysOf, unwantedPublishers, type UnwantedPublisher } from './plan-publishers';
import { type ReadDesiredPaths } from './read-desired-paths';
import { type RefreshStreamKeys } from './refresh-stream-keys';

/** What a run did. */
export interface Reconciled {
  readonly desired: readonly DesiredPath[];
  readonly replaced: number;
  readonly removed: number;
  /** Paths that the media server would not take, to be tried again at the next turn of the timer. */
  readonly refused: ReadonlySet<string>;
}

/** Writes at once: MediaMTX applies one after the other anyway. */
const AT_ONCE = 4;
/** Most milliseconds between two writes of a larger plan, so that cameras are not all dialled in one instant. */
const SPREAD_MS = 40;

type Step = { readonly path: string; readonly run: () => Promise<void> };

/** Makes a media server have the paths that its pits need. Never read-modify-write, never from the hook. */
export class ReconcilePaths {
  private readonly logger = new Logger(ReconcilePaths.name);
  private publishKeys: ReadonlyMap<string, string | null> = new Map();

  constructor(
    private readonly server: Pick<MediaServer, 'id' | 'name' | 'api'>,
    private readonly desiredPaths: Pick<ReadDesiredPaths, 'read'>,
    private readonly streamKeys: RefreshStreamKeys,
  ) {}

  /** What would change now, without changing it. @throws ControlApiProblem */
  async dryRun(): Promise<{
    readonly desired: readonly DesiredPath[];
    readonly plan: PathPlan;
    readonly unwanted: readonly UnwantedPublisher[];
  }> {
    // The media server is asked first: while it is away, cameras and their passwords need not be read at all.
    const observed = await this.server.api.pathConfigs.list();
    const items = await this.server.api.paths.list();
    const desired = await this.desiredPaths.read(this.server.id);
    const unwanted = unwantedPublishers(items, desired, this.publishKeys);
    return { desired, plan: planPaths(desired, observed), unwanted };
  }

  /** Changes what differs. @throws ControlApiProblem when the media server is away. */
  async reconcile(): Promise<Reconciled> {
    const { desired, plan, unwanted } = await this.dryRun();
    await this.streamKeys.refresh(this.server.api, publishKeysOf(desired));
    const refused = await this.apply(plan);
    for (const { path, kind, id } of unwanted) {
      if (await this.server.api.sessions.kick(kind, id))
        this.logger.log(`The publisher on ${path} of ${this.server.name} was disconnected.`);
    }
    this.publishKeys = publishKeysOf(desired);
    const reconciled = { desired, replaced: plan.replace.length, removed: plan.remove.length, refused };
    if (reconciled.replaced + reconciled.removed > 0) {
      this.logger.log(
        `Paths of ${this.server.name} brought in line: ${reconciled.replaced} set, ${reconciled.removed} removed, ${refused.size} refused.`,
      );
    }
    return reconciled;
  }

  private async apply(plan: PathPlan): Promise<ReadonlySet<string>> {
    const { pathConfigs } = this.server.api;
    const steps: Step[] = [
      ...plan.remove.map((path) => ({ path, run: () => pathConfigs.delete(path) })),
      ...plan.replace.map(({ path, config }) => ({ path, run: () => pathConfigs.replace(path, config) })),
    ];
    const refused = new Set<string>();
    const spread = steps.length > AT_ONCE ? SPREAD_MS : 0;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let step = steps.shift(); step; step = steps.shift()) {
          if (!(await this.take(step))) refused.add(step.path);
          if (spread > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * spread));
        }
      }),
    );
    return refused;
  }

  /** False: the media server does not take this one; the others go on. */
  private async take({ path, run }: Step): Promise<boolean> {
    try {
      await run();
      return true;
    } catch (problem) {
      if (!(problem instanceof ControlApiProblem) || problem.status === null) throw problem;
      this.logger.error(`${this.server.name} does not take the path ${path}. ${problem.message}`);
      return false;
    }
  }
}
