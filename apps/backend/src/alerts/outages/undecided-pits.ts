import type { DataSource } from 'typeorm';

// The newest period of each pit is looked up once, by its key, however many channels the workshop has.
const UNDECIDED = `
  WITH listening AS (SELECT id, workshop_id, pit_ids FROM alert_channel WHERE enabled),
  newest AS MATERIALIZED (
    SELECT pit.id, pit.workshop_id, coalesce((
      SELECT state IN ('stalled', 'offline') AND cause IS DISTINCT FROM 'media-server' FROM stream_period
      WHERE pit_id = pit.id AND began_at <= $1 ORDER BY began_at DESC LIMIT 1
    ), false) AS is_away
    FROM pit WHERE workshop_id IN (SELECT workshop_id FROM listening)
  ),
  watched AS (
    SELECT listening.id AS channel_id, newest.id AS pit_id FROM listening JOIN newest USING (workshop_id)
    WHERE listening.pit_ids IS NULL
    UNION ALL
    SELECT listening.id, unnest(listening.pit_ids) FROM listening WHERE listening.pit_ids IS NOT NULL
  )
  SELECT newest.workshop_id, array_agg(DISTINCT newest.id ORDER BY newest.id) AS pit_ids
  FROM watched JOIN newest ON newest.id = watched.pit_id
  LEFT JOIN outage_alert AS open
    ON open.channel_id = watched.channel_id AND open.pit_id = newest.id AND open.back_told_at IS NULL
  WHERE (open.id IS NOT NULL) <> newest.is_away OR open.kind = 'unstable'
  GROUP BY newest.workshop_id ORDER BY newest.workshop_id`;

/** The pits of a workshop that have to be decided. */
export interface UndecidedPits {
  readonly workshopId: number;
  readonly pitIds: readonly number[];
}

/**
 * The pits that a channel has the wrong word of: away and not reported, or reported and not away, or unstable. The database decides,
 * so that of all others, which on most days are all, nothing is read. By workshop, in the order of their ids.
 */
export async function readUndecidedPits(database: DataSource, now: Date): Promise<UndecidedPits[]> {
  const rows = await database.query<{ workshop_id: number; pit_ids: number[] }[]>(UNDECIDED, [now]);
  return rows.map(({ workshop_id: workshopId, pit_ids: pitIds }) => ({ workshopId, pitIds }));
}
