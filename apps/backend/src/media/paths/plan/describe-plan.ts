import { Injectable } from '@nestjs/common';
import type { MediaServerPlan } from '@ppf/contracts';
import { Clock } from '../../../platform/clock';
import { NotAppliedCameras } from './not-applied-cameras';
import { type Plan, toPlanResponse } from './to-plan-response';

/** Describes a plan as the API returns it, with the cameras that the last run could not apply. */
@Injectable()
export class DescribePlan {
  constructor(
    private readonly notApplied: NotAppliedCameras,
    private readonly clock: Clock,
  ) {}

  /** Response for a plan of the media server with this id. */
  async describe(serverId: number, plan: Plan): Promise<MediaServerPlan> {
    return toPlanResponse(serverId, plan, await this.notApplied.read(serverId), this.clock.now());
  }
}
