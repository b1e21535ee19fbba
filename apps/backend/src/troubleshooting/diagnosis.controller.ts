import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Diagnosis, PlayerFindings } from '@ppf/contracts';
import { CurrentUser, type Principal, RequirePermission } from '../auth';
import { FindPit } from '../pits';
import { IdPipe } from '../platform/http/id-pipe';
import { RequestSignal } from '../platform/http/request-signal';
import { DiagnosePit } from './diagnose-pit';
import { PlayerFindingsPublisher } from './sharing/player-findings-publisher';

const PIT_ID = new IdPipe('pit-not-found');

/** Troubleshooting of a pit. */
@Controller('pits/:id')
@RequirePermission('pits:diagnose')
export class DiagnosisController {
  constructor(
    private readonly findPit: FindPit,
    private readonly diagnosePit: DiagnosePit,
    private readonly publishFindings: PlayerFindingsPublisher,
  ) {}

  /**
   * Checks the chain from the camera to the viewer’s picture, and returns the first finding with one fix. Takes up to 8 s.
   * One diagnosis at a time per user, three per workshop and eight altogether. It is aborted with the request.
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
   * Reports the state of the caller’s player for a diagnosis within the next two minutes. The newest report of each user
   * and pit is kept in memory.
   */
  @Post('findings')
  @HttpCode(204)
  async report(
    @CurrentUser() principal: Principal,
    @Param('id', PIT_ID) id: number,
    @Body() findings: PlayerFindings,
  ): Promise<void> {
    const pit = await this.findPit.find(principal, id);
    await this.publishFindings.publish(pit.id, principal.id, findings);
  }
}
