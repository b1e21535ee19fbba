import { Controller, Get, HttpCode, Post, Query, Req, UseGuards } from '@nestjs/common';
import { LiveStreamList, PageQuery, StreamTokenResponse } from '@ppf/contracts';
import type { FastifyRequest } from 'fastify';
import { AccessGuard, CurrentUser, type Principal, type RequestOfSomebody, userOf } from '../../auth';
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
  async issue(@Req() request: FastifyRequest & RequestOfSomebody): Promise<StreamTokenResponse> {
    // The request as it is: Nest takes every other parameter through the pipes, whose work is done here already.
    const wanted = parseIssueRequest(request.body);
    await this.accessIndex.lookFor(wanted.pit_id);
    return this.issueStreamToken.issue(userOf(request), wanted, request);
  }

  /** Lists the streams that exist now, live or stalled, by pit. */
  @Get()
  @UseGuards(AccessGuard)
  list(@Query() query: PageQuery, @CurrentUser() principal: Principal): LiveStreamList {
    return this.listLiveStreams.list(principal, query);
  }
}
