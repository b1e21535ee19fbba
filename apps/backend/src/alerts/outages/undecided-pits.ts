import type { DataSource } from 'typeorm';

// Reads the newest period of each pit once, by key, for any number of channels.
const UNDECIDED = `
  WITH enabled_channel AS (SELECT id, workshop_id, pit_ids FROM alert_channel WHERE enabled),
  newest AS MATERIALIZED (
    SELECT pit.id, pit.workshop_id, coalesce((
      SELECT state IN ('stalled', 'offline') AND cause IS DISTINCT FROM 'media-server' FROM stream_period
      WHERE pit_id = pit.id AND began_at <= $1 ORDER BY began_at DESC LIMIT 1
    ), false) AS is_down
    FROM pit WHERE workshop_id IN (SELECT workshop_id FROM enabled_channel)
  ),
  watched AS (
    SELECT enabled_channel.id AS channel_id, newest.id AS pit_id FROM enabled_channel JOIN newest USING (workshop_id)
    WHERE enabled_channel.pit_ids IS NULL
    UNION ALL
    SELECT enabled_channel.id, unnest(enabled_channel.pit_ids) FROM enabled_channel WHERE enabled_channel.pit_ids IS NOT NULL
  )
  SELECT newest.workshop_id, array_agg(DISTINCT newest.id ORDER BY newest.id) AS pit_ids
  FROM watched JOIN newest ON newest.id = watched.pit_id
  LEFT JOIN outage_alert AS open
    ON open.channel_id = watched.channel_id AND open.pit_id = newest.id AND open.back_told_at IS NULL
  WHERE (open.id IS NOT NULL) <> newest.is_down OR open.kind = 'unstable'
  GROUP BY newest.workshop_id ORDER BY newest.workshop_id`;

/** The pits of a workshop that need a decision. */
export interface UndecidedPits {
  readonly workshopId: number;
  readonly pitIds: readonly number[];
}

/**
 * Reads the pits whose state differs from what a channel was sent: offline without an open alert, or not offline with
 * one, or reported as unstable. Nothing is read about other pits, which usually are all of them. Ordered by workshop id.
 */
export async function readUndecidedPits(database: DataSource, now: Date): Promise<UndecidedPits[]> {
  const rows = await database.query<{ workshop_id: number; pit_ids: number[] }[]>(UNDECIDED, [now]);
  return rows.map(({ workshop_id: workshopId, pit_ids: pitIds }) => ({ workshopId, pitIds }));
}
