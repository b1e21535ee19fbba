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

/** One try to deliver. */
export class AlertAttempt {
  /** 1 for the first. */
  number: number;

  /** ISO 8601 UTC. */
  began_at: string;

  /** Milliseconds that it took. */
  duration_ms: number;

  /** Why it failed; null: it did not. */
  @IsIn(ALERT_FAULTS)
  fault: AlertFault | null;

  /** The status that the other side answered: HTTP for a webhook, SMTP for an email; null: it answered none. */
  status: number | null;
}

/** A message to a channel, and how its delivery went. */
export class AlertDelivery {
  id: number;

  channel_id: number;

  channel_name: string;

  @IsIn(ALERT_CHANNEL_KINDS)
  channel_kind: AlertChannelKind;

  /** The `webhook-id` header, the same in every attempt: receivers know a message that comes twice by it. */
  message_id: string;

  /** What it tells: one event for a webhook, one or more for an email. */
  events: AlertEvent[];

  @IsIn(ALERT_DELIVERY_STATES)
  state: AlertDeliveryState;

  /** The newest 20, oldest first. */
  attempts: AlertAttempt[];

  /** When it is tried next, ISO 8601 UTC; null unless it is `waiting`. */
  next_attempt_at: string | null;

  /** ISO 8601 UTC. */
  created_at: string;
}

/** A page of deliveries, newest first. They are kept for 30 days. */
export class AlertDeliveryList {
  items: AlertDelivery[];

  /** For the next page; null on the last. */
  next_cursor: string | null;
}
