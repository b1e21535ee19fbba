import { Injectable, Logger } from '@nestjs/common';
import { ControlApi, ControlApiProblem } from '@ppf/mediamtx';
import { type DesiredPath } from './desired-path';
import { type PathPlan, planPaths } from './plan-paths';
import { publishKeysOf, unwantedPublishers, type UnwantedPublisher } from './plan-publishers';
import { ReadDesiredPaths } from './read-desired-paths';
import { RefreshStreamKeys } from './refresh-stream-keys';

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

/** Makes the media server have the paths that the pits need. Never read-modify-write, never from the hook. */
@Injectable()
export class ReconcilePaths {
  private readonly logger = new Logger(ReconcilePaths.name);
  private publishKeys: ReadonlyMap<string, string | null> = new Map();

  constructor(
    private readonly api: ControlApi,
    private readonly desiredPaths: ReadDesiredPaths,
    private readonly streamKeys: RefreshStreamKeys,
  ) {}

  /** What would change now, without changing it. @throws ControlApiProblem */
  async dryRun(): Promise<{
    readonly desired: readonly DesiredPath[];
    readonly plan: PathPlan;
    readonly unwanted: readonly UnwantedPublisher[];
  }> {
    // The media server is asked first: while it is away, cameras and their passwords need not be read at all.
    const observed = await this.api.pathConfigs.list();
    const items = await this.api.paths.list();
    const desired = await this.desiredPaths.read();
    const unwanted = unwantedPublishers(items, desired, this.publishKeys);
    return { desired, plan: planPaths(desired, observed), unwanted };
  }

  /** Changes what differs. @throws ControlApiProblem when the media server is away. */
  async reconcile(): Promise<Reconciled> {
    const { desired, plan, unwanted } = await this.dryRun();
    await this.streamKeys.refresh(this.api, publishKeysOf(desired));
    const refused = await this.apply(plan);
    for (const { path, kind, id } of unwanted) {
      if (await this.api.sessions.kick(kind, id))
        this.logger.log(`The publisher on ${path} was disconnected.`);
    }
    this.publishKeys = publishKeysOf(desired);
    const reconciled = { desired, replaced: plan.replace.length, removed: plan.remove.length, refused };
    if (reconciled.replaced + reconciled.removed > 0) {
      this.logger.log(
        `Paths brought in line: ${reconciled.replaced} set, ${reconciled.removed} removed, ${refused.size} refused.`,
      );
    }
    return reconciled;
  }

  private async apply(plan: PathPlan): Promise<ReadonlySet<string>> {
    const { pathConfigs } = this.api;
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
      this.logger.error(`The media server does not take the path ${path}. ${problem.message}`);
      return false;
    }
  }
}
