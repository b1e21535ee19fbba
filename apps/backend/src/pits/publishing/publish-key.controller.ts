import { Controller, Param, Post, UseGuards } from '@nestjs/common';
import { PublishKey } from '@ppf/contracts';
import { AccessGuard, CurrentUser, type Principal, Roles } from '../../auth/index';
import { IdPipe } from '../../platform/http/id-pipe';
import { FindPit } from '../find-pit';
import { IssuePublishKey } from './issue-publish-key';

/** What a camera that pushes proves itself with. */
@Controller('pits/:id/publish-key')
@UseGuards(AccessGuard)
export class PublishKeyController {
  constructor(
    private readonly findPit: FindPit,
    private readonly makePublishKey: IssuePublishKey,
  ) {}

  /** Makes a new publish key for a camera that pushes, and shows it this once. */
  @Post()
  @Roles('super_admin', 'owner')
  async make(
    @CurrentUser() principal: Principal,
    @Param('id', new IdPipe('pit-not-found')) id: number,
  ): Promise<PublishKey> {
    return this.makePublishKey.issue(await this.findPit.find(principal, id));
  }
}
