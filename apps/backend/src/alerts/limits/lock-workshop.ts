import type { EntityManager } from 'typeorm';

/**
 * Locks a workshop's row until the transaction ends. Requests that check a per-workshop maximum run one after the other:
 * in parallel, each would count without the other's insert.
 */
export async function lockWorkshop(transaction: EntityManager, workshopId: number): Promise<void> {
  await transaction.query('SELECT FROM workshop WHERE id = $1 FOR NO KEY UPDATE', [workshopId]);
}
