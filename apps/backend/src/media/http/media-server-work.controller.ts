import { Controller, Delete, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { MediaServerDetails, MediaServerPlan } from '@ppf/contracts';
import { AccessGuard, Roles } from '../../auth';
import { IdPipe } from '../../platform/http/id-pipe';
import { AskForReconciliation } from '../operating/ask-for-reconciliation';
import { DrainMediaServer } from '../operating/drain-media-server';
import { FindMediaServer } from '../operating/find-media-server';
import { ShowMediaServers } from '../operating/show-media-servers';
import { ShowPlan } from '../operating/show-plan';

const SERVER_ID = new IdPipe('media-server-not-found');

/** What is done to a media server. */
@Controller('media-servers/:id')
@UseGuards(AccessGuard)
@Roles('super_admin')
export class MediaServerWorkController {
  constructor(
    private readonly findMediaServer: FindMediaServer,
    private readonly showMediaServers: ShowMediaServers,
    private readonly showPlan: ShowPlan,
    private readonly askForReconciliation: AskForReconciliation,
    private readonly drainMediaServer: DrainMediaServer,
  ) {}

  /** What differs now between the media server and what its cameras need, and whom it disconnects. Changes nothing. */
  @Get('plan')
  async plan(@Param('id', SERVER_ID) id: number): Promise<MediaServerPlan> {
    const server = await this.findMediaServer.find(id);
    return this.showPlan.show(server.id);
  }

  /** Has the media server brought in line now, and tells with what. */
  @Post('reconciliation')
  @HttpCode(202)
  async reconcile(@Param('id', SERVER_ID) id: number): Promise<MediaServerPlan> {
    const server = await this.findMediaServer.find(id);
    const plan = await this.showPlan.show(server.id);
    await this.askForReconciliation.ask(server.id);
    return plan;
  }

  /** Moves every workshop away, spread over the others, and places no new ones here. Their viewers are disconnected. */
  @Post('drain')
  @HttpCode(200)
  async drain(@Param('id', SERVER_ID) id: number): Promise<MediaServerDetails> {
    const server = await this.findMediaServer.find(id);
    await this.drainMediaServer.drain(server);
    return this.showMediaServers.showOne(await this.findMediaServer.find(id));
  }

  /** Takes the media server into use again. Workshops that were moved away stay where they are. */
  @Delete('drain')
  async undoDrain(@Param('id', SERVER_ID) id: number): Promise<MediaServerDetails> {
    const server = await this.findMediaServer.find(id);
    await this.drainMediaServer.undo(server.id);
    return this.showMediaServers.showOne({ ...server, state: 'in-use' });
  }
}
