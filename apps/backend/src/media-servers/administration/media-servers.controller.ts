import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  CreateMediaServerRequest,
  MediaServerDetails,
  MediaServerList,
  PageQuery,
  UpdateMediaServerRequest,
} from '@ppf/contracts';
import { MoreThan, Repository } from 'typeorm';
import { RequirePermission } from '../../auth';
import { IdPipe } from '../../platform/http/id-pipe';
import { pageOf, readPage } from '../../platform/http/paging';
import { MediaServerEntity } from '../placement/media-server.entity';
import { FindMediaServer } from '../servers/find-media-server';
import { MediaServerResponses } from './media-server-responses';
import { RemoveMediaServer } from './remove-media-server';
import { SaveMediaServer } from './save-media-server';

const SERVER_ID = new IdPipe('media-server-not-found');

/** Media servers. */
@Controller('media-servers')
export class MediaServersController {
  constructor(
    @InjectRepository(MediaServerEntity) private readonly servers: Repository<MediaServerEntity>,
    private readonly findMediaServer: FindMediaServer,
    private readonly saveMediaServer: SaveMediaServer,
    private readonly removeMediaServer: RemoveMediaServer,
    private readonly responses: MediaServerResponses,
  ) {}

  /** Lists all media servers by id, with their health and the number of workshops, cameras and viewers on each. */
  @Get()
  @RequirePermission('media-servers:read')
  async list(@Query() query: PageQuery): Promise<MediaServerList> {
    const page = readPage(query);
    const rows = await this.servers.find({
      where: { id: MoreThan(page.after) },
      order: { id: 'ASC' },
      take: page.limit + 1,
    });
    return pageOf(
      await this.responses.ofAll(rows),
      page,
      ({ id }) => id,
      (each) => each,
    );
  }

  /** Adds a media server and puts it into use: a new workshop is placed on the media server with the fewest workshops. */
  @Post()
  @RequirePermission('media-servers:write')
  async create(@Body() body: CreateMediaServerRequest): Promise<MediaServerDetails> {
    return this.responses.of(await this.saveMediaServer.save(body));
  }

  /** Returns one media server. */
  @Get(':id')
  @RequirePermission('media-servers:read')
  async get(@Param('id', SERVER_ID) id: number): Promise<MediaServerDetails> {
    return this.responses.of(await this.findMediaServer.find(id));
  }

  /** Changes the name or the addresses. Players use new addresses from their next stream token on. */
  @Patch(':id')
  @RequirePermission('media-servers:write')
  async update(
    @Param('id', SERVER_ID) id: number,
    @Body() body: UpdateMediaServerRequest,
  ): Promise<MediaServerDetails> {
    const server = await this.findMediaServer.find(id);
    return this.responses.of(await this.saveMediaServer.save(body, server));
  }

  /** Removes a media server that no workshop is placed on. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('media-servers:write')
  async delete(@Param('id', SERVER_ID) id: number): Promise<void> {
    await this.removeMediaServer.remove(await this.findMediaServer.find(id));
  }
}
