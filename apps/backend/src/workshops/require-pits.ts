import type { EntityManager } from 'typeorm';
import { DomainError } from '../platform/problems/domain-error';
import { message } from './messages';

/** @throws DomainError validation-failed when one of the pits does not exist in the workshop */
export async function requirePits(
  manager: EntityManager,
  workshopId: number,
  pitIds: readonly number[],
): Promise<void> {
  const [row] = await manager.query<{ pits: number }[]>(
    'SELECT count(*)::int AS pits FROM pit WHERE workshop_id = $1 AND id = ANY($2)',
    [workshopId, pitIds],
  );
  if (row?.pits === new Set(pitIds).size) return;
  throw new DomainError('validation-failed', {
    errors: [{ field: 'pit_ids', message: message('pit-ids.unknown') }],
  });
}
