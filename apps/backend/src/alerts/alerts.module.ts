import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth';
import { MediaModule } from '../media';
import { PlacementModule } from '../media-servers';
import { PitsModule } from '../pits';
import { WorkshopsModule } from '../workshops';
import { AlertChannelEntity } from './channels/alert-channel.entity';
import { ChangeAlertChannel } from './channels/change-alert-channel';
import { CreateAlertChannel } from './channels/create-alert-channel';
import { FindAlertChannel } from './channels/find-alert-channel';
import { ValidateAlertChannel } from './channels/validate-alert-channel';
import { BuildAlertChannelResponses } from './channels/build-alert-channel-responses';
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
import { OutboxMetrics } from './outbox/outbox-metrics';
import { PutMaintenanceWindow } from './maintenance/put-maintenance-window';
import { EvaluateWorkshopAlerts } from './outages/evaluate-workshop-alerts';
import { FailingWorkshops } from './outages/failing-workshops';
import { OutageWatcher } from './outages/outage-watcher';
import { OutboxDispatcher } from './outbox/outbox-dispatcher';
import { ReadDeliveries } from './outbox/read-deliveries';
import { RetryDelivery } from './outbox/retry-delivery';
import { SendTestAlert } from './outbox/send-test-alert';
import { RequestConfirmation } from './recipients/request-confirmation';
import { SendWebhook } from './webhooks/send-webhook';
import { WebhookAddressGuard } from './webhooks/webhook-address-guard';

/** Alerts by email and webhook: a camera is offline, unstable, or back. */
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
    ValidateAlertChannel,
    CreateAlertChannel,
    ChangeAlertChannel,
    ReplaceWebhookSecret,
    ResealWebhookSecrets,
    PutMaintenanceWindow,
    EvaluateWorkshopAlerts,
    FailingWorkshops,
    OutageWatcher,
    OutboxDispatcher,
    ReadDeliveries,
    RetryDelivery,
    SendTestAlert,
    SendWebhook,
    SendMail,
    MailTransport,
    RequestConfirmation,
    BuildAlertChannelResponses,
    OutboxMetrics,
    WebhookAddressGuard,
  ],
})
export class AlertsModule {}
