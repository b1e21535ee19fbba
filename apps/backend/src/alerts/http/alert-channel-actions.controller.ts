import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { AlertDelivery, WebhookSecret } from '@ppf/contracts';
import { CurrentUser, type Principal, RequirePermission } from '../../auth';
import { IdPipe } from '../../platform/http/id-pipe';
import { FindWorkshop } from '../../workshops';
import { FindAlertChannel } from '../channels/find-alert-channel';
import { ReplaceWebhookSecret } from '../channels/replace-webhook-secret';
import { ReadDeliveries } from '../outbox/read-deliveries';
import { SendTestAlert } from '../outbox/send-test-alert';

const WORKSHOP_ID = new IdPipe('workshop-not-found');
const CHANNEL_ID = new IdPipe('alert-channel-not-found');

/** Actions on an alert channel: send a test, replace the signing secret. */
@Controller('workshops/:id/alert-channels/:channelId')
@RequirePermission('alerts:write')
export class AlertChannelActionsController {
  constructor(
    private readonly findWorkshop: FindWorkshop,
    private readonly findChannel: FindAlertChannel,
    private readonly sendTest: SendTestAlert,
    private readonly replaceSecret: ReplaceWebhookSecret,
    private readonly deliveries: ReadDeliveries,
  ) {}

  /**
   * Sends a test message, also through a disabled channel. If a test message is waiting, retries that one. Poll the
   * returned delivery for the result.
   */
  @Post('test')
  @HttpCode(202)
  async test(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Param('channelId', CHANNEL_ID) channelId: number,
  ): Promise<AlertDelivery> {
    const workshop = await this.findWorkshop.find(principal, id);
    const channel = await this.findChannel.find(workshop.id, channelId);
    return this.deliveries.one(workshop.id, await this.sendTest.send(workshop, channel.id));
  }

  /** Replaces a webhook’s signing secret. The new secret is returned only here. The previous one also signs for 24 hours. */
  @Post('secret')
  async secret(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Param('channelId', CHANNEL_ID) channelId: number,
  ): Promise<WebhookSecret> {
    const workshop = await this.findWorkshop.find(principal, id);
    return this.replaceSecret.replace(await this.findChannel.find(workshop.id, channelId));
  }
}
