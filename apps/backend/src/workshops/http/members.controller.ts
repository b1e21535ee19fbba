import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { CreateMemberRequest, Member, MemberList, PageQuery, UpdateMemberRequest } from '@ppf/contracts';
import { MoreThan, Repository } from 'typeorm';
import { CurrentUser, type Principal, RequirePermission, UserEntity } from '../../auth';
import { IdPipe } from '../../platform/http/id-pipe';
import { pageOf, readPage } from '../../platform/http/paging';
import { AddMember } from '../add-member';
import { ChangeMember } from '../change-member';
import { FindWorkshop } from '../find-workshop';
import { toMemberResponse } from '../workshop-responses';

const WORKSHOP_ID = new IdPipe('workshop-not-found');
const MEMBER_ID = new IdPipe('member-not-found');

/** Members of a workshop. */
@Controller('workshops/:id/members')
export class MembersController {
  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly findWorkshop: FindWorkshop,
    private readonly addMember: AddMember,
    private readonly changeMember: ChangeMember,
  ) {}

  /** Lists the members by id. */
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

  /**
   * Changes the role, the pits or the access of a member. What they no longer have access to ends within two seconds:
   * access tokens, event streams and viewing sessions. The last enabled owner cannot be demoted or disabled.
   */
  @Patch(':userId')
  @RequirePermission('members:write')
  async update(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Param('userId', MEMBER_ID) userId: number,
    @Body() body: UpdateMemberRequest,
  ): Promise<Member> {
    const workshop = await this.findWorkshop.find(principal, id);
    return toMemberResponse(await this.changeMember.change(workshop.id, userId, body));
  }

  /** Deletes the account of a member, who loses all access within two seconds. The last enabled owner cannot be deleted. */
  @Delete(':userId')
  @HttpCode(204)
  @RequirePermission('members:write')
  async remove(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Param('userId', MEMBER_ID) userId: number,
  ): Promise<void> {
    const workshop = await this.findWorkshop.find(principal, id);
    await this.changeMember.remove(workshop.id, userId);
  }
}
