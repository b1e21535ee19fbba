import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { CreatePitRequest, Pit, PitList, PitQuery } from '@ppf/contracts';
import { And, Equal, In, MoreThan, Repository } from 'typeorm';
import { CurrentUser, type Principal, RequirePermission } from '../auth/index';
import { IdPipe } from '../platform/http/id-pipe';
import { pageOf, readPage } from '../platform/http/paging';
import { FindWorkshop } from '../workshops/index';
import { CreatePit } from './create-pit';
import { PitEntity } from './pit.entity';
import { PitResponseMapper } from './pit-response-mapper';

const WORKSHOP_ID = new IdPipe('workshop-not-found');

/** The pits of a workshop. */
@Controller('workshops/:id/pits')
export class WorkshopPitsController {
  constructor(
    @InjectRepository(PitEntity) private readonly pits: Repository<PitEntity>,
    private readonly findWorkshop: FindWorkshop,
    private readonly createPit: CreatePit,
    private readonly pitMapper: PitResponseMapper,
  ) {}

  /** Lists the pits by number, with their cameras and stream status. */
  @Get()
  @RequirePermission('pits:read')
  async list(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Query() query: PitQuery,
  ): Promise<PitList> {
    const workshop = await this.findWorkshop.find(principal, id);
    const page = readPage(query);
    const rows = await this.pits.find({
      where: {
        workshopId: workshop.id,
        ...(principal.pitIds && { id: In([...principal.pitIds]) }),
        number: And(MoreThan(page.after), query.number === undefined ? MoreThan(0) : Equal(query.number)),
      },
      order: { number: 'ASC' },
      take: page.limit + 1,
    });
    const { items, next_cursor } = pageOf(
      rows,
      page,
      (pit) => pit.number,
      (pit) => pit,
    );
    return { items: await this.pitMapper.toResponses(principal, items), next_cursor };
  }

  /** Adds a pit. */
  @Post()
  @RequirePermission('pits:write')
  async create(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Body() body: CreatePitRequest,
  ): Promise<Pit> {
    const workshop = await this.findWorkshop.find(principal, id);
    return this.pitMapper.toResponse(
      principal,
      await this.createPit.create(workshop.id, body.number, body.name ?? null),
    );
  }
}
