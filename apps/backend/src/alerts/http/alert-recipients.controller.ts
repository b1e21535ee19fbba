import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { AlertChannel, ConfirmAlertRecipientRequest } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import { CurrentUser, type Principal, RequirePermission } from '../../auth';
import { Clock } from '../../platform/clock';
import { IdPipe } from '../../platform/http/id-pipe';
import { OpenRoute } from '../../platform/http/route-access';
import { DomainError } from '../../platform/problems/domain-error';
import { FindWorkshop } from '../../workshops';
import { FindAlertChannel } from '../channels/find-alert-channel';
import { BuildAlertChannelResponses } from '../channels/build-alert-channel-responses';
import { confirmAddress } from '../recipients/recipient-rows';
import { RequestConfirmation } from '../recipients/request-confirmation';

/** Confirmation of recipient addresses for alerts by email. */
@Controller()
export class AlertRecipientsController {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly findWorkshop: FindWorkshop,
    private readonly findChannel: FindAlertChannel,
    private readonly requestConfirmation: RequestConfirmation,
    private readonly buildResponses: BuildAlertChannelResponses,
  ) {}

  /** Confirms an address with the token from its link. Needs no sign-in, because recipients may have no account. */
  @Post('alert-recipients/confirmation')
  @HttpCode(204)
  @OpenRoute()
  async confirm(@Body() { token }: ConfirmAlertRecipientRequest): Promise<void> {
    if (!(await confirmAddress(this.database, token, this.clock.now())))
      throw new DomainError('confirmation-link-invalid');
  }

  /** Sends the confirmation message again to unconfirmed recipients of an email channel, at most 3 times per day each. */
  @Post('workshops/:id/alert-channels/:channelId/confirmations')
  @HttpCode(202)
  @RequirePermission('alerts:write')
  async resend(
    @CurrentUser() principal: Principal,
    @Param('id', new IdPipe('workshop-not-found')) id: number,
    @Param('channelId', new IdPipe('alert-channel-not-found')) channelId: number,
  ): Promise<AlertChannel> {
    const workshop = await this.findWorkshop.find(principal, id);
    const channel = await this.findChannel.find(workshop.id, channelId);
    await this.requestConfirmation.request(workshop, channel.recipients);
    return this.buildResponses.buildOne(channel);
  }
}
