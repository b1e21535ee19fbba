import { Body, Controller, Get, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import { IssueStreamTokenRequest, LiveStreamList, PageQuery, StreamTokenResponse } from '@ppf/contracts';
import { AccessGuard, CurrentUser, type Principal } from '../../auth';
import { IssueStreamToken } from '../issue-stream-token';
import { ListLiveStreams } from '../list-live-streams';

/** Streams for staff and integrators. */
@Controller('streams')
@UseGuards(AccessGuard)
export class StreamsController {
  constructor(
    private readonly issueStreamToken: IssueStreamToken,
    private readonly listLiveStreams: ListLiveStreams,
  ) {}

  /** Gives a token for one viewing session of a pit's stream, and the addresses to use it with. */
  @Post('token')
  @HttpCode(201)
  issue(@Body() request: IssueStreamTokenRequest, @CurrentUser() principal: Principal): StreamTokenResponse {
    return this.issueStreamToken.issue(principal, request.pit_id);
  }

  /** Lists the streams that exist now, live or stalled, by pit. */
  @Get()
  list(@Query() query: PageQuery, @CurrentUser() principal: Principal): LiveStreamList {
    return this.listLiveStreams.list(principal, query);
  }
}
