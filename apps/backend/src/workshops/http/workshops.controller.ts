import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  CreateWorkshopRequest,
  PageQuery,
  UpdateWorkshopRequest,
  Workshop,
  WorkshopList,
} from '@ppf/contracts';
import { And, Equal, MoreThan, Repository } from 'typeorm';
import { CurrentUser, type Principal, RequirePermission } from '../../auth';
import { IdPipe } from '../../platform/http/id-pipe';
import { pageOf, readPage } from '../../platform/http/paging';
import { ChangeWorkshop } from '../change-workshop';
import { DeleteWorkshop } from '../delete-workshop';
import { FindWorkshop } from '../find-workshop';
import { toWorkshopResponse } from '../workshop-responses';
import { WorkshopEntity } from '../workshop.entity';

const WORKSHOP_ID = new IdPipe('workshop-not-found');

/** Workshops: the tenants. */
@Controller('workshops')
export class WorkshopsController {
  constructor(
    @InjectRepository(WorkshopEntity) private readonly workshops: Repository<WorkshopEntity>,
    private readonly findWorkshop: FindWorkshop,
    private readonly changeWorkshop: ChangeWorkshop,
    private readonly deleteWorkshop: DeleteWorkshop,
  ) {}

  /** Lists the workshops that the user has access to, by id. */
  @Get()
  @RequirePermission('workshops:read')
  async list(@CurrentUser() principal: Principal, @Query() query: PageQuery): Promise<WorkshopList> {
    const page = readPage(query);
    const own = principal.workshopId === null ? [] : [Equal(principal.workshopId)];
    const rows = await this.workshops.find({
      where: { id: And(MoreThan(page.after), ...own) },
      order: { id: 'ASC' },
      take: page.limit + 1,
    });
    return pageOf(rows, page, (workshop) => workshop.id, toWorkshopResponse);
  }

  /** Creates a workshop. */
  @Post()
  @RequirePermission('workshops:create')
  async create(@Body() body: CreateWorkshopRequest): Promise<Workshop> {
    return toWorkshopResponse(await this.workshops.save(this.workshops.create({ name: body.name })));
  }

  /** Returns one workshop. */
  @Get(':id')
  @RequirePermission('workshops:read')
  async get(@CurrentUser() principal: Principal, @Param('id', WORKSHOP_ID) id: number): Promise<Workshop> {
    return toWorkshopResponse(await this.findWorkshop.find(principal, id));
  }

  /** Changes the name of a workshop and the networks that its cameras are allowed in. */
  @Patch(':id')
  @RequirePermission('workshops:write')
  async update(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Body() body: UpdateWorkshopRequest,
  ): Promise<Workshop> {
    const workshop = await this.findWorkshop.find(principal, id);
    return toWorkshopResponse(await this.changeWorkshop.change(workshop, body));
  }

  /** Deletes a workshop without pits, and the accounts of its members. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('workshops:delete')
  async delete(@Param('id', WORKSHOP_ID) id: number): Promise<void> {
    await this.deleteWorkshop.delete(id);
  }
}
