import type { AlertEvent, AlertEventData } from '@ppf/contracts';
import type { DecidedAlert } from './decide-alerts';

/** An alert as it is told. Pure. @param publicUrl where browsers reach the dashboard */
export function alertEvent(
  alert: DecidedAlert,
  workshopName: string,
  { now, publicUrl }: { readonly now: number; readonly publicUrl: string },
): AlertEvent {
  const { pit } = alert;
  const { type, ...particulars } = particularsOf(alert);
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
      ...particulars,
      dashboard_url: `${publicUrl}/workshops/${pit.workshopId}/pits/${pit.number}`,
    },
  };
}

type Particulars = Pick<AlertEvent, 'type'> &
  Pick<AlertEventData, 'began_at'> &
  Partial<Pick<AlertEventData, 'outage' | 'ended_at' | 'interruptions'>>;

function particularsOf({ decision, over }: DecidedAlert): Particulars {
  switch (decision.tell) {
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
        type: decision.tell === 'back' ? 'camera.back' : 'camera.stable',
        outage: over === null || over.kind === 'unstable' ? null : over.kind,
        began_at: over?.beganAt.toISOString() ?? iso(decision.backAt),
        ended_at: iso(decision.backAt),
      };
  }
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
