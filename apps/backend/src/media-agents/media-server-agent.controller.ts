import { Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { MediaAgentCode } from '@ppf/contracts';
import { RequirePermission } from '../auth';
import { FindMediaServer } from '../media-servers';
import { IdPipe } from '../platform/http/id-pipe';
import { MediaAgentCredentials } from './media-agent-credentials';

const SERVER_ID = new IdPipe('media-server-not-found');

/** The agent of a media server, for operators. */
@Controller('media-servers/:id/agent')
@RequirePermission('media-servers:write')
export class MediaServerAgentController {
  constructor(
    private readonly findMediaServer: FindMediaServer,
    private readonly credentials: MediaAgentCredentials,
  ) {}

  /** Creates a one-time code, valid for one hour, with which an agent is enrolled. An earlier unused code is no longer valid. */
  @Post('code')
  async createCode(@Param('id', SERVER_ID) id: number): Promise<MediaAgentCode> {
    return this.credentials.createCode((await this.findMediaServer.find(id)).id);
  }

  /** Revokes the credential and the code. The paths are set by this service from now on, and live streams continue. */
  @Delete()
  @HttpCode(204)
  async revoke(@Param('id', SERVER_ID) id: number): Promise<void> {
    await this.credentials.revoke((await this.findMediaServer.find(id)).id);
  }
}
