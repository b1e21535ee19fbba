import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth';
import { MediaModule } from '../media';
import { PitsModule } from '../pits';
import { PlacementModule } from '../placement';
import { WorkshopsModule } from '../workshops';
import { AlertChannelEntity } from './channels/alert-channel.entity';
import { ChangeAlertChannel } from './channels/change-alert-channel';
import { CreateAlertChannel } from './channels/create-alert-channel';
import { FindAlertChannel } from './channels/find-alert-channel';
import { JudgeAlertChannel } from './channels/judge-alert-channel';
import { ShowAlertChannels } from './channels/show-alert-channel';
import { ReplaceWebhookSecret } from './channels/replace-webhook-secret';
import { ResealWebhookSecrets } from './channels/reseal-webhook-secrets';
import { AlertChannelActionsController } from './http/alert-channel-actions.controller';
import { AlertChannelsController } from './http/alert-channels.controller';
import { AlertRecipientsController } from './http/alert-recipients.controller';
import { AlertDeliveriesController } from './http/alert-deliveries.controller';
import { MaintenanceWindowsController } from './http/maintenance-windows.controller';
import { MailTransport } from './mail/mail-transport';
import { SendMail } from './mail/send-mail';
import { MaintenanceWindowEntity } from './maintenance/maintenance-window.entity';
import { MeasureAlerts } from './measure-alerts';
import { PutMaintenanceWindow } from './maintenance/put-maintenance-window';
import { AlertWorkshop } from './outages/alert-workshop';
import { WatchOutages } from './outages/watch-outages';
import { DeliverMessages } from './outbox/deliver-messages';
import { ReadDeliveries } from './outbox/read-deliveries';
import { RetryDelivery } from './outbox/retry-delivery';
import { SendTestAlert } from './outbox/send-test-alert';
import { RequestConfirmation } from './recipients/request-confirmation';
import { SendWebhook } from './webhooks/send-webhook';
import { WebhookNetwork } from './webhooks/webhook-network';

/** Tells people and programs that a camera is offline, and that it is back. */
@Module({
  imports: [
    AuthModule,
    WorkshopsModule,
    PlacementModule,
    PitsModule,
    MediaModule,
    TypeOrmModule.forFeature([AlertChannelEntity, MaintenanceWindowEntity]),
  ],
  controllers: [
    AlertChannelsController,
    AlertChannelActionsController,
    AlertDeliveriesController,
    AlertRecipientsController,
    MaintenanceWindowsController,
  ],
  providers: [
    FindAlertChannel,
    JudgeAlertChannel,
    CreateAlertChannel,
    ChangeAlertChannel,
    ReplaceWebhookSecret,
    ResealWebhookSecrets,
    PutMaintenanceWindow,
    AlertWorkshop,
    WatchOutages,
    DeliverMessages,
    ReadDeliveries,
    RetryDelivery,
    SendTestAlert,
    SendWebhook,
    SendMail,
    MailTransport,
    RequestConfirmation,
    ShowAlertChannels,
    MeasureAlerts,
    WebhookNetwork,
  ],
})
export class AlertsModule {}
