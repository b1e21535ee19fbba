import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { CreateMemberRequest, Member, MemberList, PageQuery } from '@ppf/contracts';
import { MoreThan, Repository } from 'typeorm';
import { CurrentUser, type Principal, RequirePermission, UserEntity } from '../../auth';
import { IdPipe } from '../../platform/http/id-pipe';
import { pageOf, readPage } from '../../platform/http/paging';
import { AddMember } from '../add-member';
import { FindWorkshop } from '../find-workshop';
import { toMemberResponse } from '../workshop-responses';

const WORKSHOP_ID = new IdPipe('workshop-not-found');

/** Members of a workshop. */
@Controller('workshops/:id/members')
export class MembersController {
  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly findWorkshop: FindWorkshop,
    private readonly addMember: AddMember,
  ) {}

  /** Lists owners and staff by id. */
  @Get()
  @RequirePermission('members:read')
  async list(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Query() query: PageQuery,
  ): Promise<MemberList> {
    const workshop = await this.findWorkshop.find(principal, id);
    const page = readPage(query);
    const rows = await this.users.find({
      where: { workshopId: workshop.id, id: MoreThan(page.after) },
      order: { id: 'ASC' },
      take: page.limit + 1,
    });
    return pageOf(rows, page, (user) => user.id, toMemberResponse);
  }

  /** Creates an account for a member of the workshop. */
  @Post()
  @RequirePermission('members:write')
  async create(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Body() body: CreateMemberRequest,
  ): Promise<Member> {
    const workshop = await this.findWorkshop.find(principal, id);
    return toMemberResponse(await this.addMember.add(workshop.id, body));
  }
}
