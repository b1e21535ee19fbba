import { IsIn } from 'class-validator';
import { OUTAGE_KINDS, type OutageKind } from '../streams/pit-history.dto';
import { ALERT_EVENT_TYPES, type AlertEventType } from './alert-kinds';

/** Data of an alert. */
export class AlertEventData {
  workshop_id: number;

  workshop_name: string;

  /** Null for `alert.test`, as all following fields except `dashboard_url`. */
  pit_id: number | null;

  pit_number: number | null;

  pit_name: string | null;

  /** `offline`: there was no stream; `stalled`: a stream existed, but received no video. */
  @IsIn(OUTAGE_KINDS)
  outage: OutageKind | null;

  /** Begin of the outage, ISO 8601 UTC. `camera.unstable` and `camera.stable`: begin of the first outage. */
  began_at: string | null;

  /** `camera.back` and `camera.stable`: end of the last outage, ISO 8601 UTC. */
  ended_at: string | null;

  /** `camera.unstable`: number of outages within the last 30 minutes. */
  interruptions: number | null;

  /** The pit's page in the dashboard. */
  dashboard_url: string;
}

/** The body of a webhook (Standard Webhooks 1.0.0, "payload structure"). */
export class AlertEvent {
  @IsIn(ALERT_EVENT_TYPES)
  type: AlertEventType;

  /** Time of the event, ISO 8601 UTC. The same in every attempt. */
  timestamp: string;

  data: AlertEventData;
}
