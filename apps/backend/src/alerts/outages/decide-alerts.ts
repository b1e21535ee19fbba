import type { AlertEvent } from '@ppf/contracts';
import type { StreamPeriod } from '../../media';
import { groupBy } from '../../platform/group-by';
import { wasInMaintenance } from '../maintenance/was-in-maintenance';
import type { AlertAudience, AlertListener, AlertPit, ToldOutage } from './alert-audience';
import { type AlertDecision, decideAlert, LATELY_MS } from './decide-alert';

/** Something to tell a channel of one pit. */
export interface DecidedAlert {
  readonly pit: AlertPit;
  readonly decision: Exclude<AlertDecision, { tell: 'nothing' }>;
  /** The outage that it was told of, when it is over. */
  readonly over: ToldOutage | null;
}

/** What a channel is to be told now. */
export interface AlertsForListener {
  readonly listener: AlertListener;
  readonly alerts: readonly DecidedAlert[];
}

/** Decides for every channel and each of its pits. Pure. @param periods by pit */
export function decideAlerts(
  audience: AlertAudience,
  periods: ReadonlyMap<number, readonly StreamPeriod[]>,
  now: number,
): AlertsForListener[] {
  const pits = groupBy(audience.pits, ({ workshopId }) => workshopId);
  const told = groupBy(audience.told, ({ channelId, pitId }) => `${channelId} ${pitId}`);
  const everywhere = { ...audience, periods, now };
  return audience.listeners
    .map((listener) => ({
      listener,
      alerts: (pits.get(listener.workshopId) ?? [])
        .filter(({ id }) => listener.pitIds?.includes(id) ?? true)
        .flatMap((pit) => decide(everywhere, listener, pit, told.get(`${listener.id} ${pit.id}`) ?? [])),
    }))
    .filter(({ alerts }) => alerts.length > 0);
}

interface Everywhere extends AlertAudience {
  readonly periods: ReadonlyMap<number, readonly StreamPeriod[]>;
  readonly now: number;
}

function decide(
  { maintenance, periods, now }: Everywhere,
  { delayMs }: AlertListener,
  pit: AlertPit,
  told: readonly ToldOutage[],
): DecidedAlert[] {
  const open = told.find(({ isOver }) => !isOver) ?? null;
  const windows = maintenance.filter(
    ({ workshopId, pitId }) => workshopId === pit.workshopId && (pitId ?? pit.id) === pit.id,
  );
  const decision = decideAlert({
    now,
    periods: periods.get(pit.id) ?? [],
    isTold: open !== null,
    toldLately: told.filter(({ toldAt }) => toldAt.getTime() > now - LATELY_MS).length,
    delayMs,
    wasInMaintenance: (from, to) => windows.some(({ times }) => wasInMaintenance(times, from, to)),
  });
  return decision.tell === 'nothing' ? [] : [{ pit, decision, over: open }];
}

/** An alert as it is told. Pure. @param publicUrl where browsers reach the dashboard */
export function alertEvent(
  { pit, decision, over }: DecidedAlert,
  workshopName: string,
  { now, publicUrl }: { readonly now: number; readonly publicUrl: string },
): AlertEvent {
  const isBack = decision.tell === 'back';
  const beganAt = isBack ? (over?.beganAt.getTime() ?? decision.backAt) : decision.beganAt;
  return {
    type: isBack ? 'camera.back' : 'camera.offline',
    timestamp: new Date(now).toISOString(),
    data: {
      workshop_id: pit.workshopId,
      workshop_name: workshopName,
      pit_id: pit.id,
      pit_number: pit.number,
      pit_name: pit.name,
      outage: isBack ? (over?.kind ?? null) : decision.kind,
      began_at: new Date(beganAt).toISOString(),
      ended_at: isBack ? new Date(decision.backAt).toISOString() : null,
      dashboard_url: `${publicUrl}/pits/${pit.id}`,
    },
  };
}
