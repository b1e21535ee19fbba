import type { AlertEvent, AlertEventData } from '@ppf/contracts';
import type { DecidedAlert } from './decide-alerts';

/** Maps a decision to the event of a message. Pure. @param publicUrl Address of the dashboard. */
export function toAlertEvent(
  alert: DecidedAlert,
  workshopName: string,
  { now, publicUrl }: { readonly now: number; readonly publicUrl: string },
): AlertEvent {
  const { pit } = alert;
  const { type, ...details } = toEventDetails(alert);
  return {
    type,
    timestamp: new Date(now).toISOString(),
    data: {
      workshop_id: pit.workshopId,
      workshop_name: workshopName,
      pit_id: pit.id,
      pit_number: pit.number,
      pit_name: pit.name,
      outage: null,
      ended_at: null,
      interruptions: null,
      ...details,
      dashboard_url: `${publicUrl}/workshops/${pit.workshopId}/pits/${pit.number}`,
    },
  };
}

type EventDetails = Pick<AlertEvent, 'type'> &
  Pick<AlertEventData, 'began_at'> &
  Partial<Pick<AlertEventData, 'outage' | 'ended_at' | 'interruptions'>>;

function toEventDetails({ decision, resolved }: DecidedAlert): EventDetails {
  switch (decision.alert) {
    case 'outage':
      return { type: 'camera.offline', outage: decision.kind, began_at: iso(decision.beganAt) };
    case 'unstable':
      return {
        type: 'camera.unstable',
        began_at: iso(decision.beganAt),
        interruptions: decision.interruptions,
      };
    case 'back':
    case 'stable':
      return {
        type: decision.alert === 'back' ? 'camera.back' : 'camera.stable',
        outage: resolved === null || resolved.kind === 'unstable' ? null : resolved.kind,
        began_at: resolved?.beganAt.toISOString() ?? iso(decision.backAt),
        ended_at: iso(decision.backAt),
      };
  }
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
