import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  EndViewingsRequest,
  RenewViewingRequest,
  RenewViewingResponse,
  ViewingSession,
  ViewingSessionList,
  ViewingSessionQuery,
} from '@ppf/contracts';
import { CurrentUser, type Principal, RecentAccessGuard, RequirePermission } from '../../../auth';
import { IdPipe } from '../../../platform/http/id-pipe';
import { EndViewingSession } from './end-viewing-session';
import { EndViewingSessions } from './end-viewing-sessions';
import { ListViewingSessions } from './list-viewing-sessions';
import { RenewViewingSessions } from './renew-viewing-sessions';

const SESSION_ID = new IdPipe('viewing-session-not-found');

/** Viewing sessions: list, renew, end. */
@Controller('streams')
export class ViewingSessionsController {
  constructor(
    private readonly listViewings: ListViewingSessions,
    private readonly renewViewings: RenewViewingSessions,
    private readonly endViewing: EndViewingSession,
    private readonly endViewings: EndViewingSessions,
  ) {}

  /** Lists current and past viewing sessions, the newest first. Owners see their workshop's, staff their own. */
  @Get('sessions')
  @RequirePermission('viewing-sessions:read')
  list(
    @Query() query: ViewingSessionQuery,
    @CurrentUser() principal: Principal,
  ): Promise<ViewingSessionList> {
    return this.listViewings.list(principal, query);
  }

  /** Renews the leases of the caller's viewing sessions, and returns those that were ended. */
  @Post('sessions/renewal')
  @HttpCode(200)
  @RequirePermission('streams:watch', RecentAccessGuard)
  renew(@Body() body: RenewViewingRequest, @CurrentUser() principal: Principal): RenewViewingResponse {
    return this.renewViewings.renew(principal, body.jtis);
  }

  /**
   * Ends a viewing session: the viewer loses the picture within two seconds and learns the cause. Owners can end sessions
   * of their workshop, every user their own. The viewer may begin a new session; to prevent that, remove their access.
   */
  @Post('sessions/:id/revocation')
  @HttpCode(200)
  @RequirePermission('viewing-sessions:read')
  end(@Param('id', SESSION_ID) id: number, @CurrentUser() principal: Principal): Promise<ViewingSession> {
    return this.endViewing.end(principal, id);
  }

  /** Ends all viewing sessions of a pit or of a user; tokens issued before open no further session. */
  @Post('revocations')
  @HttpCode(204)
  @RequirePermission('viewing-sessions:write')
  endAll(@Body() body: EndViewingsRequest, @CurrentUser() principal: Principal): Promise<void> {
    return this.endViewings.end(principal, body);
  }
}
