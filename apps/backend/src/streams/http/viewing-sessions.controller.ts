import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import {
  EndViewingsRequest,
  RenewViewingRequest,
  RenewViewingResponse,
  ViewingSession,
  ViewingSessionList,
  ViewingSessionQuery,
} from '@ppf/contracts';
import { AccessGuard, CurrentUser, type Principal, Roles } from '../../auth';
import { IdPipe } from '../../platform/http/id-pipe';
import { EndViewing } from '../revocation/end-viewing';
import { EndViewings } from '../revocation/end-viewings';
import { ListViewings } from '../sessions/list-viewings';
import { RenewViewings } from '../sessions/renew-viewings';
import { RecentAccessGuard } from './recent-access.guard';

const SESSION_ID = new IdPipe('viewing-session-not-found');

/** Who watches, and ending it. */
@Controller('streams')
export class ViewingSessionsController {
  constructor(
    private readonly listViewings: ListViewings,
    private readonly renewViewings: RenewViewings,
    private readonly endViewing: EndViewing,
    private readonly endViewings: EndViewings,
  ) {}

  /** Lists who watches and who watched, the newest first. Owners see their workshop's, staff their own. */
  @Get('sessions')
  @UseGuards(AccessGuard)
  list(
    @Query() query: ViewingSessionQuery,
    @CurrentUser() principal: Principal,
  ): Promise<ViewingSessionList> {
    return this.listViewings.list(principal, query);
  }

  /** Renews the leases of what the caller watches, and tells which of it was ended. */
  @Post('sessions/renewal')
  @HttpCode(200)
  @UseGuards(RecentAccessGuard)
  renew(@Body() body: RenewViewingRequest, @CurrentUser() principal: Principal): RenewViewingResponse {
    return this.renewViewings.renew(principal, body.jtis);
  }

  /**
   * Ends a viewing session: the viewer loses the picture within two seconds and is told why. Owners end those of their
   * workshop, everybody their own. Who was ended may watch again; to keep somebody out, take away their access.
   */
  @Post('sessions/:id/revocation')
  @HttpCode(200)
  @UseGuards(AccessGuard)
  end(@Param('id', SESSION_ID) id: number, @CurrentUser() principal: Principal): Promise<ViewingSession> {
    return this.endViewing.end(principal, id);
  }

  /** Ends everybody's view of a pit, or everything that a person watches; tokens issued before open nothing more. */
  @Post('revocations')
  @HttpCode(204)
  @UseGuards(AccessGuard)
  @Roles('super_admin', 'owner')
  endAll(@Body() body: EndViewingsRequest, @CurrentUser() principal: Principal): Promise<void> {
    return this.endViewings.end(principal, body);
  }
}
