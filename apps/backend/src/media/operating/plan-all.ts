import { Injectable } from '@nestjs/common';
import type { MediaServerPlan } from '@ppf/contracts';
import { ControlApi, ControlApiProblem } from '@ppf/mediamtx';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { type MediaServerEntity, PlacementIndex } from '../../placement';
import { Clock } from '../../platform/clock';
import { controlApiCredential } from '../../platform/crypto/control-api-credential';
import { isDatabaseUnavailable } from '../../platform/failures/is-database-unavailable';
import { RowFaults } from '../../platform/observability/row-faults';
import { NotAppliedCameras } from '../paths/not-applied-cameras';
import { planPaths } from '../paths/plan-paths';
import { ReadDesiredPaths } from '../paths/read-desired-paths';
import { showPlan } from './show-plan';

/** What differs at a media server, or why that cannot be told. */
export interface PlanOfServer {
  readonly name: string;
  readonly plan: MediaServerPlan | null;
  /** A sentence without addresses or passwords; null where there is a plan. */
  readonly failure: string | null;
}

/** Tells what differs at every media server, from outside the backend that runs them, and changes nothing. */
@Injectable()
export class PlanAll {
  constructor(
    private readonly placements: PlacementIndex,
    private readonly desiredPaths: ReadDesiredPaths,
    private readonly config: MediamtxConfig,
    private readonly clock: Clock,
    private readonly notApplied: NotAppliedCameras,
    private readonly faults: RowFaults,
  ) {}

  /** One after the other, by id. Publish keys are not compared: only the backend that leads knows those of before. */
  async plan(): Promise<readonly PlanOfServer[]> {
    const plans: PlanOfServer[] = [];
    for (const row of this.placements.servers) plans.push(await this.planOne(row));
    return plans;
  }

  private async planOne(row: MediaServerEntity): Promise<PlanOfServer> {
    const credential = controlApiCredential(this.config.hookSecret);
    let api: ControlApi | undefined;
    try {
      api = new ControlApi({ url: row.apiUrl, credential });
      const { version } = await api.info();
      const configs = await api.pathConfigs.list();
      const items = await api.paths.list();
      const desired = await this.desiredPaths.read(row.id);
      const changes = planPaths(desired, { configs, items, version }, new Map());
      return {
        name: row.name,
        plan: showPlan(row.id, { desired, changes }, await this.notApplied.read(row.id), this.clock.now()),
        failure: null,
      };
    } catch (problem) {
      if (isDatabaseUnavailable(problem)) throw problem;
      const failure =
        problem instanceof ControlApiProblem ? problem.message : 'it cannot be planned; the log says why';
      if (!(problem instanceof ControlApiProblem))
        this.faults.note('media-servers', `media server ${row.id}`, problem);
      return { name: row.name, plan: null, failure };
    } finally {
      api?.close();
    }
  }
}
