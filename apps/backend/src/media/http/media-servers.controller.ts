import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  UseGuards,
} from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  CreateMediaServerRequest,
  MediaServerDetails,
  MediaServerList,
  PageQuery,
  UpdateMediaServerRequest,
} from '@ppf/contracts';
import { MoreThan, Repository } from 'typeorm';
import { AccessGuard, Roles } from '../../auth';
import { MediaServerEntity } from '../../placement';
import { IdPipe } from '../../platform/http/id-pipe';
import { pageOf, readPage } from '../../platform/http/paging';
import { FindMediaServer } from '../operating/find-media-server';
import { RemoveMediaServer } from '../operating/remove-media-server';
import { SetUpMediaServer } from '../operating/set-up-media-server';
import { ShowMediaServers } from '../operating/show-media-servers';

const SERVER_ID = new IdPipe('media-server-not-found');

/** Media servers. */
@Controller('media-servers')
@UseGuards(AccessGuard)
@Roles('super_admin')
export class MediaServersController {
  constructor(
    @InjectRepository(MediaServerEntity) private readonly servers: Repository<MediaServerEntity>,
    private readonly findMediaServer: FindMediaServer,
    private readonly setUpMediaServer: SetUpMediaServer,
    private readonly removeMediaServer: RemoveMediaServer,
    private readonly showMediaServers: ShowMediaServers,
  ) {}

  /** All of them, by id, with their health and what is placed on each. */
  @Get()
  async list(@Query() query: PageQuery): Promise<MediaServerList> {
    const page = readPage(query);
    const rows = await this.servers.find({
      where: { id: MoreThan(page.after) },
      order: { id: 'ASC' },
      take: page.limit + 1,
    });
    const shown = await this.showMediaServers.show(rows);
    return pageOf(
      shown,
      page,
      ({ id }) => id,
      (each) => each,
    );
  }

  /** Adds a media server. It is in use at once: new workshops are placed where there are fewest. */
  @Post()
  async create(@Body() body: CreateMediaServerRequest): Promise<MediaServerDetails> {
    return this.showMediaServers.showOne(await this.setUpMediaServer.setUp(body));
  }

  /** One media server. */
  @Get(':id')
  async get(@Param('id', SERVER_ID) id: number): Promise<MediaServerDetails> {
    return this.showMediaServers.showOne(await this.findMediaServer.find(id));
  }

  /** Changes its name or addresses. Players get other addresses from their next token on. */
  @Patch(':id')
  async update(
    @Param('id', SERVER_ID) id: number,
    @Body() body: UpdateMediaServerRequest,
  ): Promise<MediaServerDetails> {
    const server = await this.findMediaServer.find(id);
    return this.showMediaServers.showOne(await this.setUpMediaServer.setUp(body, server));
  }

  /** Removes a media server that no workshop is placed on. */
  @Delete(':id')
  @HttpCode(204)
  async delete(@Param('id', SERVER_ID) id: number): Promise<void> {
    await this.removeMediaServer.remove(await this.findMediaServer.find(id));
  }
}
