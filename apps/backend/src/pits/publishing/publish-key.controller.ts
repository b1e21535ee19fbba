import { Controller, Param, Post } from '@nestjs/common';
import { PublishKey } from '@ppf/contracts';
import { CurrentUser, type Principal, RequirePermission } from '../../auth/index';
import { IdPipe } from '../../platform/http/id-pipe';
import { FindPit } from '../find-pit';
import { IssuePublishKey } from './issue-publish-key';

/** The publish key of a camera that pushes. */
@Controller('pits/:id/publish-key')
@RequirePermission('cameras:write')
export class PublishKeyController {
  constructor(
    private readonly findPit: FindPit,
    private readonly issuePublishKey: IssuePublishKey,
  ) {}

  /** Issues a new publish key for a camera that pushes. The response is the only one that contains it. */
  @Post()
  async make(
    @CurrentUser() principal: Principal,
    @Param('id', new IdPipe('pit-not-found')) id: number,
  ): Promise<PublishKey> {
    return this.issuePublishKey.issue(await this.findPit.find(principal, id));
  }
}
