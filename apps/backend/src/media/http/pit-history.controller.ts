import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { PitHistory, PitHistoryQuery } from '@ppf/contracts';
import { AccessGuard, CurrentUser, type Principal } from '../../auth';
import { FindPit } from '../../pits';
import { IdPipe } from '../../platform/http/id-pipe';
import { ReadPitHistory } from '../history/read-pit-history';

/** When a pit had its picture. */
@Controller('pits/:id/history')
@UseGuards(AccessGuard)
export class PitHistoryController {
  constructor(
    private readonly findPit: FindPit,
    private readonly readHistory: ReadPitHistory,
  ) {}

  /** Outages, uptime and a timeline of the pit, of the last day or of the time that is asked for. */
  @Get()
  async read(
    @CurrentUser() principal: Principal,
    @Param('id', new IdPipe('pit-not-found')) id: number,
    @Query() query: PitHistoryQuery,
  ): Promise<PitHistory> {
    return this.readHistory.read(await this.findPit.find(principal, id), query);
  }
}
