import { Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { LiveStreamList, PageQuery, StreamTokenResponse, StreamTokensResponse } from '@ppf/contracts';
import type { FastifyRequest } from 'fastify';
import {
  type AuthenticatedRequest,
  CurrentUser,
  type Principal,
  RecentAccessGuard,
  RequirePermission,
  userOf,
} from '../../auth';
import { AccessIndexProjection } from '../access-index/access-index-projection';
import { ListLiveStreams } from '../access-index/list-live-streams';
import { IssueStreamToken } from './issue-stream-token';
import { IssueStreamTokens } from './issue-stream-tokens';
import { parseIssueRequest, parseIssueRequests } from './parse-issue-request';

/** Streams for staff and integrators. */
@Controller('streams')
export class StreamsController {
  constructor(
    private readonly issueStreamToken: IssueStreamToken,
    private readonly issueStreamTokens: IssueStreamTokens,
    private readonly accessIndex: AccessIndexProjection,
    private readonly listLiveStreams: ListLiveStreams,
  ) {}

  /** Issues a token for one viewing session of a pit's stream, with the addresses to use it at. */
  @Post('token')
  @HttpCode(201)
  @RequirePermission('streams:watch', RecentAccessGuard)
  async issue(@Req() request: FastifyRequest & AuthenticatedRequest): Promise<StreamTokenResponse> {
    // The raw request: Nest passes every other parameter through its pipes, and this body is validated below.
    const body = parseIssueRequest(request.body);
    await this.accessIndex.ensurePit(body.pit_id);
    return this.issueStreamToken.issue(userOf(request), body, request);
  }

  /**
   * Issues tokens for up to 50 viewing sessions, such as those of a page with many pits. Each item has its own result:
   * a problem of one pit does not affect the others. The rate limit of the user counts each token.
   */
  @Post('tokens')
  @HttpCode(200)
  @RequirePermission('streams:watch', RecentAccessGuard)
  issueAll(@Req() request: FastifyRequest & AuthenticatedRequest): Promise<StreamTokensResponse> {
    // The raw request, as above.
    const items = parseIssueRequests(request.body);
    return this.issueStreamTokens.issue(userOf(request), items, request);
  }

  /** Lists the streams that exist now, live or stalled, by pit. */
  @Get()
  @RequirePermission('pits:read')
  list(@Query() query: PageQuery, @CurrentUser() principal: Principal): LiveStreamList {
    return this.listLiveStreams.list(principal, query);
  }
}
