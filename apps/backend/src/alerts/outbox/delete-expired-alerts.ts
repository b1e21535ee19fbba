import type { DataSource } from 'typeorm';
import { REQUEST_RETENTION_MS } from '../limits/alert-requests';

/** How many days deliveries, resolved alerts and past maintenance windows are kept. */
const RETENTION_DAYS = 30;
/** Rows per DELETE statement. Larger batches would block other statements. */
const DELETE_BATCH_SIZE = 2000;

const DELETE_EXPIRED = [
  `DELETE FROM alert_delivery WHERE id IN (
     SELECT id FROM alert_delivery WHERE created_at < $1 AND state <> 'waiting' LIMIT $2)`,
  `DELETE FROM outage_alert WHERE id IN (
     SELECT id FROM outage_alert WHERE told_at < $1 AND back_told_at < $1 LIMIT $2)`,
  `DELETE FROM maintenance_window WHERE id IN (
     SELECT id FROM maintenance_window WHERE kind = 'once' AND ends_at < $1 LIMIT $2)`,
];

/** Deletes rows beyond their retention. Safe to run on any backend at any time. */
export async function deleteExpiredAlerts(database: DataSource, now: Date): Promise<void> {
  const before = new Date(now.getTime() - RETENTION_DAYS * 86_400_000);
  for (const statement of DELETE_EXPIRED) {
    for (let deleted = DELETE_BATCH_SIZE; deleted === DELETE_BATCH_SIZE;) {
      // TypeORM returns the rows of a DELETE with their count.
      [, deleted] = await database.query<[unknown, number]>(statement, [before, DELETE_BATCH_SIZE]);
    }
  }
  await database.query('DELETE FROM alert_request WHERE requested_at < $1', [
    new Date(now.getTime() - REQUEST_RETENTION_MS),
  ]);
}
