import { IsIn } from 'class-validator';
import { OUTAGE_KINDS, type OutageKind } from '../streams/pit-history.dto';
import { ALERT_EVENT_TYPES, type AlertEventType } from './alert-kinds';

/** What an alert tells. */
export class AlertEventData {
  workshop_id: number;

  workshop_name: string;

  /** Null for `alert.test`, as are all that follow but `dashboard_url`. */
  pit_id: number | null;

  pit_number: number | null;

  pit_name: string | null;

  /** `offline`: there was no stream; `stalled`: there was one, and nothing arrived on it. */
  @IsIn(OUTAGE_KINDS)
  outage: OutageKind | null;

  /** When the picture went away, ISO 8601 UTC; `camera.unstable` and `camera.stable`: when it did so first. */
  began_at: string | null;

  /** `camera.back` and `camera.stable`: when the picture was there to stay, ISO 8601 UTC. */
  ended_at: string | null;

  /** `camera.unstable`: how often the picture was lost within the last 30 minutes. */
  interruptions: number | null;

  /** The pit's page in the dashboard. */
  dashboard_url: string;
}

/** The body of a webhook (Standard Webhooks 1.0.0, "payload structure"). */
export class AlertEvent {
  @IsIn(ALERT_EVENT_TYPES)
  type: AlertEventType;

  /** When it was decided, ISO 8601 UTC. The same in every attempt. */
  timestamp: string;

  data: AlertEventData;
}
