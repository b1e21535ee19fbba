import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { Diagnosis, PlayerFindings } from '@ppf/contracts';
import { AccessGuard, CurrentUser, type Principal } from '../auth';
import { FindPit } from '../pits';
import { IdPipe } from '../platform/http/id-pipe';
import { RequestSignal } from '../platform/http/request-signal';
import { DiagnosePit } from './diagnose-pit';
import { PlayerFindingsPublisher } from './sharing/player-findings-publisher';

const PIT_ID = new IdPipe('pit-not-found');

/** What is wrong with a pit's picture. */
@Controller('pits/:id')
@UseGuards(AccessGuard)
export class DiagnosisController {
  constructor(
    private readonly findPit: FindPit,
    private readonly diagnosePit: DiagnosePit,
    private readonly publishFindings: PlayerFindingsPublisher,
  ) {}

  /**
   * Walks the chain from the camera to the viewer's picture and tells the first fault in one sentence, with one fix.
   * Takes up to 8 s. One at a time for a person, eight altogether. Ends when the request does.
   */
  @Get('diagnosis')
  async diagnose(
    @CurrentUser() principal: Principal,
    @Param('id', PIT_ID) id: number,
    @RequestSignal() signal: AbortSignal,
  ): Promise<Diagnosis> {
    return this.diagnosePit.diagnose(principal, await this.findPit.find(principal, id), signal);
  }

  /**
   * Tells what the caller's player sees of the pit, for a diagnosis within the next two minutes. Kept in memory, the
   * newest of each person and pit.
   */
  @Post('findings')
  @HttpCode(204)
  async note(
    @CurrentUser() principal: Principal,
    @Param('id', PIT_ID) id: number,
    @Body() findings: PlayerFindings,
  ): Promise<void> {
    const pit = await this.findPit.find(principal, id);
    await this.publishFindings.publish(pit.id, principal.id, findings);
  }
}
