import { isOfCamera, type StreamPeriod } from '../../media';
import { groupBy } from '../../platform/group-by';
import { lastMaintenanceByPit } from '../maintenance/last-maintenance';
import type { AlertAudience, AlertListener, AlertPit, ToldOutage } from './alert-audience';
import { type AlertDecision, type AlertSituation, decideAlert, LATELY_MS } from './decide-alert';

/** Something to tell a channel of one pit. */
export interface DecidedAlert {
  readonly pit: AlertPit;
  readonly decision: Exclude<AlertDecision, { tell: 'nothing' }>;
  /** What it was told before, which is over now. */
  readonly over: ToldOutage | null;
}

/** What a channel is to be told now. */
export interface AlertsForListener {
  readonly listener: AlertListener;
  readonly alerts: readonly DecidedAlert[];
}

/** Milliseconds before now in which maintenance counts: no channel waits longer than an hour. */
const MAINTENANCE_SINCE_MS = 3_600_000;

/** Decides for every channel of a workshop and each of its pits. Pure. @param periods by pit */
export function decideAlerts(
  audience: AlertAudience,
  periods: ReadonlyMap<number, readonly StreamPeriod[]>,
  now: number,
): AlertsForListener[] {
  const told = groupBy(audience.told, ({ channelId, pitId }) => `${channelId} ${pitId}`);
  const lastMaintenance = lastMaintenanceByPit(audience.maintenance, now - MAINTENANCE_SINCE_MS, now);
  const pits = audience.pits.map((pit) => ({
    pit,
    now,
    // What the media server is at fault for is no word about the camera.
    periods: (periods.get(pit.id) ?? []).filter(isOfCamera),
    lastMaintenanceAt: lastMaintenance(pit.id),
  }));
  return audience.listeners
    .map((listener) => ({
      listener,
      alerts: pits
        .filter(({ pit }) => listener.pitIds?.has(pit.id) ?? true)
        .flatMap((each) => decide(listener, each, told.get(`${listener.id} ${each.pit.id}`) ?? [])),
    }))
    .filter(({ alerts }) => alerts.length > 0);
}

type PitNow = Pick<AlertSituation, 'now' | 'periods' | 'lastMaintenanceAt'> & { readonly pit: AlertPit };

function decide(
  { delayMs }: AlertListener,
  { pit, ...seen }: PitNow,
  told: readonly ToldOutage[],
): DecidedAlert[] {
  const open = told.find(({ overAt }) => overAt === null) ?? null;
  const decision = decideAlert({
    ...seen,
    open: open && { kind: open.kind, toldAt: open.toldAt.getTime() },
    overAt: Math.max(-Infinity, ...told.flatMap(({ overAt }) => overAt?.getTime() ?? [])),
    toldLately: told.filter(({ toldAt }) => toldAt.getTime() > seen.now - LATELY_MS).length,
    delayMs,
  });
  return decision.tell === 'nothing' ? [] : [{ pit, decision, over: open }];
}
