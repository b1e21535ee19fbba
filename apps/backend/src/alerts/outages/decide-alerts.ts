import { isOfCamera, type StreamPeriod } from '../../media';
import { groupBy } from '../../platform/group-by';
import { lastMaintenanceByPit } from '../maintenance/last-maintenance-by-pit';
import type { AlertAudience, AudienceChannel, AlertPit, OutageAlert } from './alert-audience';
import { type AlertDecision, type PitAlertState, decideAlert, RECENT_ALERTS_WINDOW_MS } from './decide-alert';

/** A decision to send a channel an alert about one pit. */
export interface DecidedAlert {
  readonly pit: AlertPit;
  readonly decision: Exclude<AlertDecision, { alert: 'none' }>;
  /** The open alert that this decision resolves; null: there is none. */
  readonly resolved: OutageAlert | null;
}

/** The alerts to send through one channel. */
export interface ChannelAlerts {
  readonly channel: AudienceChannel;
  readonly alerts: readonly DecidedAlert[];
}

/** How far back maintenance is evaluated: the maximum delay of a channel is one hour. */
const MAINTENANCE_WINDOW_MS = 3_600_000;

/** Decides the alerts of a workshop, for each channel and pit. Pure. @param periods Recent periods by pit id. */
export function decideAlerts(
  audience: AlertAudience,
  periods: ReadonlyMap<number, readonly StreamPeriod[]>,
  now: number,
): ChannelAlerts[] {
  const sent = groupBy(audience.sentAlerts, ({ channelId, pitId }) => `${channelId} ${pitId}`);
  const lastMaintenance = lastMaintenanceByPit(audience.maintenance, now - MAINTENANCE_WINDOW_MS, now);
  const pits = audience.pits.map((pit) => ({
    pit,
    now,
    // Outages of the media server are not outages of the camera.
    periods: (periods.get(pit.id) ?? []).filter(isOfCamera),
    lastMaintenanceAt: lastMaintenance(pit.id),
  }));
  return audience.channels
    .map((channel) => ({
      channel,
      alerts: pits
        .filter(({ pit }) => channel.pitIds?.has(pit.id) ?? true)
        .flatMap((each) => decide(channel, each, sent.get(`${channel.id} ${each.pit.id}`) ?? [])),
    }))
    .filter(({ alerts }) => alerts.length > 0);
}

type PitNow = Pick<PitAlertState, 'now' | 'periods' | 'lastMaintenanceAt'> & { readonly pit: AlertPit };

function decide(
  { delayMs }: AudienceChannel,
  { pit, ...state }: PitNow,
  sent: readonly OutageAlert[],
): DecidedAlert[] {
  const open = sent.find(({ resolvedAt }) => resolvedAt === null) ?? null;
  const decision = decideAlert({
    ...state,
    open: open && { kind: open.kind, alertedAt: open.alertedAt.getTime() },
    lastResolvedAt: Math.max(-Infinity, ...sent.flatMap(({ resolvedAt }) => resolvedAt?.getTime() ?? [])),
    recentAlertCount: sent.filter(
      ({ alertedAt }) => alertedAt.getTime() > state.now - RECENT_ALERTS_WINDOW_MS,
    ).length,
    delayMs,
  });
  return decision.alert === 'none' ? [] : [{ pit, decision, resolved: open }];
}
