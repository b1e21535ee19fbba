import { Injectable } from '@nestjs/common';
import type { MediaServerPlan } from '@ppf/contracts';
import { ControlApi, ControlApiProblem } from '@ppf/mediamtx';
import { MediamtxConfig } from '../../../config/mediamtx.config';
import { type MediaServerEntity, PlacementIndex } from '../../../media-servers';
import { controlApiCredential } from '../../../platform/crypto/control-api-credential';
import { isDatabaseUnavailable } from '../../../platform/failures/is-database-unavailable';
import { RowFaults } from '../../../platform/observability/row-faults';
import { message } from '../../messages';
import { ReadDesiredPaths } from '../desired/read-desired-paths';
import { DescribePlan } from './describe-plan';
import { planPaths } from './plan-paths';

/** Plan of one media server, or the reason why there is none. */
export interface PlanOfServer {
  readonly name: string;
  readonly plan: MediaServerPlan | null;
  /** A sentence without addresses or passwords; null when there is a plan. */
  readonly failure: string | null;
}

/** Plans all media servers from a command, outside the backends that manage them. Changes nothing. */
@Injectable()
export class PlanAllMediaServers {
  constructor(
    private readonly placements: PlacementIndex,
    private readonly desiredPaths: ReadDesiredPaths,
    private readonly config: MediamtxConfig,
    private readonly describePlan: DescribePlan,
    private readonly faults: RowFaults,
  ) {}

  /** Plans one media server after the other, by id. Ignores replaced publish keys: only the leader knows the old ones. */
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
      const plan = await this.describePlan.describe(row.id, { desired, changes });
      return { name: row.name, plan, failure: null };
    } catch (problem) {
      if (isDatabaseUnavailable(problem)) throw problem;
      const isApiProblem = problem instanceof ControlApiProblem;
      if (!isApiProblem) this.faults.note('media-servers', `media server ${row.id}`, problem);
      const failure = isApiProblem ? problem.message : message('plan.failed').text();
      return { name: row.name, plan: null, failure };
    } finally {
      api?.close();
    }
  }
}
