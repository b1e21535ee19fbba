import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { MediaServerDetails, MediaServerPlan } from '@ppf/contracts';
import { RequirePermission } from '../../auth';
import { IdPipe } from '../../platform/http/id-pipe';
import { DrainMediaServer } from '../moving/drain-media-server';
import { FindMediaServer } from '../servers/find-media-server';
import { MediaServerResponses } from './media-server-responses';
import { PlanMediaServer } from './plan-media-server';
import { RequestReconciliation } from './request-reconciliation';

const SERVER_ID = new IdPipe('media-server-not-found');

/** Operations on one media server: plan, reconcile, drain. */
@Controller('media-servers/:id')
export class MediaServerWorkController {
  constructor(
    private readonly findMediaServer: FindMediaServer,
    private readonly responses: MediaServerResponses,
    private readonly planMediaServer: PlanMediaServer,
    private readonly requestReconciliation: RequestReconciliation,
    private readonly drainMediaServer: DrainMediaServer,
  ) {}

  /** Compares the media server with the paths that its cameras need, and lists which viewers a change disconnects. Changes nothing. */
  @Get('plan')
  @RequirePermission('media-servers:read')
  async plan(@Param('id', SERVER_ID) id: number): Promise<MediaServerPlan> {
    const server = await this.findMediaServer.find(id);
    return this.planMediaServer.plan(server.id);
  }

  /** Reconciles the media server now, and returns the plan that it applies. */
  @Post('reconciliation')
  @HttpCode(202)
  @RequirePermission('media-servers:write')
  async reconcile(@Param('id', SERVER_ID) id: number): Promise<MediaServerPlan> {
    const server = await this.findMediaServer.find(id);
    const plan = await this.planMediaServer.plan(server.id);
    await this.requestReconciliation.request(server.id);
    return plan;
  }

  /** Moves every workshop to another media server and places no new ones here. Disconnects their viewers. */
  @Post('drain')
  @HttpCode(200)
  @RequirePermission('media-servers:write')
  async drain(@Param('id', SERVER_ID) id: number): Promise<MediaServerDetails> {
    const server = await this.findMediaServer.find(id);
    await this.drainMediaServer.drain(server);
    return this.responses.of(await this.findMediaServer.find(id));
  }

  /** Puts the media server back into use. Workshops that were moved away stay where they are. */
  @Delete('drain')
  @RequirePermission('media-servers:write')
  async undoDrain(@Param('id', SERVER_ID) id: number): Promise<MediaServerDetails> {
    const server = await this.findMediaServer.find(id);
    await this.drainMediaServer.undo(server.id);
    return this.responses.of({ ...server, state: 'in-use' });
  }
}
