import { isOfCamera, type StreamPeriod } from '../../media';
import { groupBy } from '../../platform/group-by';
import { lastMaintenanceByPit } from '../maintenance/last-maintenance-by-pit';
import type { AlertAudience, AudienceChannel, AlertPit, OutageAlert } from './alert-audience';
import { type AlertDecision, type PitAlertState, decideAlert, RECENT_ALERTS_WINDOW_MS } from './decide-alert';

/** Something to tell a channel of one pit. */
export interface DecidedAlert {
  readonly pit: AlertPit;
  readonly decision: Exclude<AlertDecision, { alert: 'none' }>;
  /** What it was sent before, which is over now. */
  readonly resolved: OutageAlert | null;
}

/** What a channel is to be sent now. */
export interface ChannelAlerts {
  readonly channel: AudienceChannel;
  readonly alerts: readonly DecidedAlert[];
}

/** Milliseconds before now in which maintenance counts: no channel waits longer than an hour. */
const MAINTENANCE_WINDOW_MS = 3_600_000;

/** Decides for every channel of a workshop and each of its pits. Pure. @param periods by pit */
export function decideAlerts(
  audience: AlertAudience,
  periods: ReadonlyMap<number, readonly StreamPeriod[]>,
  now: number,
): ChannelAlerts[] {
  const sent = groupBy(audience.sent, ({ channelId, pitId }) => `${channelId} ${pitId}`);
  const lastMaintenance = lastMaintenanceByPit(audience.maintenance, now - MAINTENANCE_WINDOW_MS, now);
  const pits = audience.pits.map((pit) => ({
    pit,
    now,
    // What the media server is at fault for is no word about the camera.
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
  { pit, ...seen }: PitNow,
  sent: readonly OutageAlert[],
): DecidedAlert[] {
  const open = sent.find(({ lastResolvedAt }) => lastResolvedAt === null) ?? null;
  const decision = decideAlert({
    ...seen,
    open: open && { kind: open.kind, alertedAt: open.alertedAt.getTime() },
    lastResolvedAt: Math.max(
      -Infinity,
      ...sent.flatMap(({ lastResolvedAt }) => lastResolvedAt?.getTime() ?? []),
    ),
    recentAlertCount: sent.filter(({ alertedAt }) => alertedAt.getTime() > seen.now - RECENT_ALERTS_WINDOW_MS)
      .length,
    delayMs,
  });
  return decision.alert === 'none' ? [] : [{ pit, decision, resolved: open }];
}
