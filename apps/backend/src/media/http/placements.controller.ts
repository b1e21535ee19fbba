import { Body, Controller, Get, Param, Put, Query, UseGuards } from '@nestjs/common';
import { PageQuery, PlaceWorkshopRequest, WorkshopPlacement, WorkshopPlacementList } from '@ppf/contracts';
import { AccessGuard, Roles } from '../../auth';
import { IdPipe } from '../../platform/http/id-pipe';
import { pageOf, readPage } from '../../platform/http/paging';
import { CountPlaced } from '../operating/count-placed';
import { FindMediaServer } from '../operating/find-media-server';
import { PlaceWorkshop } from '../operating/place-workshop';
import { showPlacement } from '../operating/show-media-servers';

/** Which media server carries a workshop. */
@Controller()
@UseGuards(AccessGuard)
@Roles('super_admin')
export class PlacementsController {
  constructor(
    private readonly findMediaServer: FindMediaServer,
    private readonly countPlaced: CountPlaced,
    private readonly placeWorkshop: PlaceWorkshop,
  ) {}

  /** The workshops that are placed on a media server, by id, with how many viewers moving each would disconnect. */
  @Get('media-servers/:id/workshops')
  async list(
    @Param('id', new IdPipe('media-server-not-found')) id: number,
    @Query() query: PageQuery,
  ): Promise<WorkshopPlacementList> {
    const server = await this.findMediaServer.find(id);
    const page = readPage(query);
    const which = { serverId: server.id, after: page.after, limit: page.limit + 1 };
    return pageOf(await this.countPlaced.count(which), page, (each) => each.id, showPlacement);
  }

  /**
   * Moves a workshop to a media server: that one has the paths first, then the other one's are removed. Viewers are
   * disconnected, and their players come back at the new address.
   */
  @Put('workshops/:id/media-server')
  place(
    @Param('id', new IdPipe('workshop-not-found')) id: number,
    @Body() body: PlaceWorkshopRequest,
  ): Promise<WorkshopPlacement> {
    return this.placeWorkshop.place(id, body.media_server_id);
  }
}
