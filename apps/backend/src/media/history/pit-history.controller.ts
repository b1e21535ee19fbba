import { Controller, Get, Param, Query } from '@nestjs/common';
import { PitHistory, PitHistoryQuery } from '@ppf/contracts';
import { CurrentUser, type Principal, RequirePermission } from '../../auth';
import { FindPit } from '../../pits';
import { IdPipe } from '../../platform/http/id-pipe';
import { ReadPitHistory } from './read-pit-history';

/** History of a pit. */
@Controller('pits/:id/history')
@RequirePermission('pits:read')
export class PitHistoryController {
  constructor(
    private readonly findPit: FindPit,
    private readonly readHistory: ReadPitHistory,
  ) {}

  /** Returns the outages, the uptime and a timeline of a pit, by default of the last day. */
  @Get()
  async read(
    @CurrentUser() principal: Principal,
    @Param('id', new IdPipe('pit-not-found')) id: number,
    @Query() query: PitHistoryQuery,
  ): Promise<PitHistory> {
    return this.readHistory.read(await this.findPit.find(principal, id), query);
  }
}
