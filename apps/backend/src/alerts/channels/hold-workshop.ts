import type { EntityManager } from 'typeorm';

/**
 * Has requests that add to a workshop take turns until the transaction ends: of two at the same time, each would count
 * without the other.
 */
export async function holdWorkshop(transaction: EntityManager, workshopId: number): Promise<void> {
  await transaction.query('SELECT FROM workshop WHERE id = $1 FOR NO KEY UPDATE', [workshopId]);
}
