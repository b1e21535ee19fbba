import { Body, Controller, Get, HttpCode, Post, Query, Req, UseGuards } from '@nestjs/common';
import { LiveStreamList, PageQuery, StreamTokenResponse } from '@ppf/contracts';
import type { FastifyRequest } from 'fastify';
import { AccessGuard, CurrentUser, type Principal } from '../../auth';
import { KeepAccessIndex } from '../access-index/keep-access-index';
import { IssueStreamToken } from '../issuing/issue-stream-token';
import { ListLiveStreams } from '../list-live-streams';
import { parseIssueRequest } from './parse-issue-request';
import { RecentAccessGuard } from './recent-access.guard';

/** Streams for staff and integrators. */
@Controller('streams')
export class StreamsController {
  constructor(
    private readonly issueStreamToken: IssueStreamToken,
    private readonly accessIndex: KeepAccessIndex,
    private readonly listLiveStreams: ListLiveStreams,
  ) {}

  /** Gives a token for one viewing session of a pit's stream, and the addresses to use it with. */
  @Post('token')
  @HttpCode(201)
  @UseGuards(RecentAccessGuard)
  async issue(
    @Body() body: unknown,
    @CurrentUser() principal: Principal,
    @Req() request: FastifyRequest,
  ): Promise<StreamTokenResponse> {
    const wanted = parseIssueRequest(body);
    await this.accessIndex.lookFor(wanted.pit_id);
    return this.issueStreamToken.issue(principal, wanted, request);
  }

  /** Lists the streams that exist now, live or stalled, by pit. */
  @Get()
  @UseGuards(AccessGuard)
  list(@Query() query: PageQuery, @CurrentUser() principal: Principal): LiveStreamList {
    return this.listLiveStreams.list(principal, query);
  }
}
