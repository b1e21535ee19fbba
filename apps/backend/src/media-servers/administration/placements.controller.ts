import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { PageQuery, PlaceWorkshopRequest, WorkshopPlacement, WorkshopPlacementList } from '@ppf/contracts';
import { RequirePermission } from '../../auth';
import { IdPipe } from '../../platform/http/id-pipe';
import { pageOf, readPage } from '../../platform/http/paging';
import { CountPlacedWorkshops } from '../moving/count-placed-workshops';
import { PlaceWorkshop, toPlacementResponse } from '../moving/place-workshop';
import { FindMediaServer } from '../servers/find-media-server';

/** Placement of workshops on media servers. */
@Controller()
export class PlacementsController {
  constructor(
    private readonly findMediaServer: FindMediaServer,
    private readonly countPlacedWorkshops: CountPlacedWorkshops,
    private readonly placeWorkshop: PlaceWorkshop,
  ) {}

  /** Lists the workshops on a media server by id, with the number of viewers that moving each one would disconnect. */
  @Get('media-servers/:id/workshops')
  @RequirePermission('media-servers:read')
  async list(
    @Param('id', new IdPipe('media-server-not-found')) id: number,
    @Query() query: PageQuery,
  ): Promise<WorkshopPlacementList> {
    const server = await this.findMediaServer.find(id);
    const page = readPage(query);
    const filter = { serverId: server.id, after: page.after, limit: page.limit + 1 };
    return pageOf(
      await this.countPlacedWorkshops.count(filter),
      page,
      (each) => each.id,
      toPlacementResponse,
    );
  }

  /**
   * Moves a workshop to a media server. The paths are created there first, then removed from the old media server. Viewers
   * are disconnected, and their players reconnect at the new address.
   */
  @Put('workshops/:id/media-server')
  @RequirePermission('media-servers:write')
  place(
    @Param('id', new IdPipe('workshop-not-found')) id: number,
    @Body() body: PlaceWorkshopRequest,
  ): Promise<WorkshopPlacement> {
    return this.placeWorkshop.place(id, body.media_server_id);
  }
}
