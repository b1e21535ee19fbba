import { IsIn } from 'class-validator';
import { ALERT_CHANNEL_KINDS, type AlertChannelKind } from './alert-kinds';

/** Whom a workshop tells that a camera is offline, and that it is back. */
export class AlertChannel {
  id: number;

  workshop_id: number;

  @IsIn(ALERT_CHANNEL_KINDS)
  kind: AlertChannelKind;

  /** Once in its workshop. */
  name: string;

  /** A channel that is not enabled is told nothing. */
  enabled: boolean;

  /** The pits that it is told of; null: all of the workshop, those to come too. */
  pit_ids: number[] | null;

  /** How long a camera must be away, outside of maintenance, before it is told, in seconds. */
  delay_seconds: number;

  /** webhook: where it is sent to. */
  url: string | null;

  /** webhook: until when the secret before signs too, ISO 8601 UTC; null: there is only one. */
  previous_secret_until: string | null;

  /** email: to whom; empty for a webhook. */
  recipients: string[];

  /** email: those of the recipients who have not confirmed their address yet. They get nothing until they do. */
  unconfirmed_recipients: string[];

  /** email: by which clock times are written, an IANA name such as `Europe/Berlin`; null: UTC. */
  time_zone: string | null;

  /** ISO 8601 UTC. */
  created_at: string;
}

/** A channel with what is shown only this once. */
export class CreatedAlertChannel {
  channel: AlertChannel;

  /** webhook: signs what is sent (`whsec_…`, Standard Webhooks). It is not shown again. */
  secret: string | null;
}

/** A new signing secret, shown only this once. */
export class WebhookSecret {
  /** `whsec_` and 32 random bytes as base64. */
  secret: string;

  /** Until then the secret before signs too, ISO 8601 UTC. */
  previous_secret_until: string;
}

/** The alert channels of a workshop, by id. */
export class AlertChannelList {
  items: AlertChannel[];

  /** For the next page; null on the last. */
  next_cursor: string | null;

  /** Whether this installation can send email (SMTP_URL). */
  email_available: boolean;
}
