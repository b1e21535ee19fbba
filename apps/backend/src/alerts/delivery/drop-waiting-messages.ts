import type { DataSource, EntityManager } from 'typeorm';

const DROP_WAITING = `
  UPDATE alert_delivery SET state = 'failed', next_attempt_at = NULL
  WHERE channel_id = $1 AND state = 'waiting' AND NOT is_test`;

/** Gives up the waiting messages of a channel that was disabled. Test messages stay. */
export async function dropWaitingMessages(
  database: DataSource | EntityManager,
  channelId: number,
): Promise<void> {
  await database.query(DROP_WAITING, [channelId]);
}
