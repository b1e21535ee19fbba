import { IsIn } from 'class-validator';
import { ALERT_CHANNEL_KINDS, type AlertChannelKind } from './alert-kinds';

/** A recipient of a workshop's alerts about offline cameras. */
export class AlertChannel {
  id: number;

  workshop_id: number;

  @IsIn(ALERT_CHANNEL_KINDS)
  kind: AlertChannelKind;

  /** Unique in the workshop. */
  name: string;

  /** A disabled channel receives no alerts. */
  enabled: boolean;

  /** Pits whose alerts it receives. Null: all pits of the workshop, also future ones. */
  pit_ids: number[] | null;

  /** Time that a camera must be offline, outside maintenance, before an alert is sent, in seconds. */
  delay_seconds: number;

  /** webhook: target URL. */
  url: string | null;

  /** webhook: end of the time in which the previous secret signs too, ISO 8601 UTC. Null: there is one secret. */
  previous_secret_until: string | null;

  /** email: recipients. Empty for a webhook. */
  recipients: string[];

  /** email: recipients who have not confirmed their address. They receive no alerts until they do. */
  unconfirmed_recipients: string[];

  /** email: time zone of the times in messages, an IANA name such as `Europe/Berlin`. Null: UTC. */
  time_zone: string | null;

  /** ISO 8601 UTC. */
  created_at: string;
}

/** A new channel with its secret. */
export class CreatedAlertChannel {
  channel: AlertChannel;

  /** webhook: signing secret (`whsec_…`, Standard Webhooks). It is not shown again. */
  secret: string | null;
}

/** A new signing secret. It is not shown again. */
export class WebhookSecret {
  /** `whsec_` and 32 random bytes as base64. */
  secret: string;

  /** End of the time in which the previous secret signs too, ISO 8601 UTC. */
  previous_secret_until: string;
}

/** The alert channels of a workshop, by id. */
export class AlertChannelList {
  items: AlertChannel[];

  /** Cursor of the next page. Null on the last page. */
  next_cursor: string | null;

  /** Whether this installation can send email (SMTP_URL). */
  email_available: boolean;
}
