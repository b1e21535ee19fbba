import { IsIn } from 'class-validator';
import {
  ALERT_CHANNEL_KINDS,
  ALERT_DELIVERY_STATES,
  ALERT_FAULTS,
  type AlertChannelKind,
  type AlertDeliveryState,
  type AlertFault,
} from './alert-kinds';
import { AlertEvent } from './alert-event.dto';

/** One delivery attempt. */
export class AlertAttempt {
  /** 1 for the first. */
  number: number;

  /** ISO 8601 UTC. */
  began_at: string;

  /** Duration in milliseconds. */
  duration_ms: number;

  /** Reason of the failure. Null: it succeeded. */
  @IsIn(ALERT_FAULTS)
  fault: AlertFault | null;

  /** Response status: HTTP for a webhook, SMTP for an email. Null: no response. */
  status: number | null;
}

/** A message to a channel with its delivery attempts. */
export class AlertDelivery {
  id: number;

  channel_id: number;

  channel_name: string;

  @IsIn(ALERT_CHANNEL_KINDS)
  channel_kind: AlertChannelKind;

  /** The `webhook-id` header, the same in every attempt, by which receivers recognize a repeated message. */
  message_id: string;

  /** Events of the message: one for a webhook, one or more for an email. */
  events: AlertEvent[];

  @IsIn(ALERT_DELIVERY_STATES)
  state: AlertDeliveryState;

  /** The newest 20, oldest first. */
  attempts: AlertAttempt[];

  /** Time of the next attempt, ISO 8601 UTC. Null unless the state is `waiting`. */
  next_attempt_at: string | null;

  /** ISO 8601 UTC. */
  created_at: string;
}

/** A page of deliveries, newest first. They are kept for 30 days. */
export class AlertDeliveryList {
  items: AlertDelivery[];

  /** Cursor of the next page. Null on the last page. */
  next_cursor: string | null;
}
