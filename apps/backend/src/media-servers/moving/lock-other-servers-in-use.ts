import type { EntityManager } from 'typeorm';
import { DomainError } from '../../platform/problems/domain-error';
import { MediaServerEntity } from '../placement/media-server.entity';

/**
 * Locks all media servers until the transaction ends, and returns the ids of the others that are in use and no edges.
 * The lock serializes two drains or removals, so that the second one uses the result of the first.
 * @throws DomainError no-other-media-server: new workshops could be placed nowhere.
 */
export async function lockOtherServersInUse(manager: EntityManager, id: number): Promise<readonly number[]> {
  const servers = await manager
    .getRepository(MediaServerEntity)
    .find({ order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
  const others = servers.filter(
    (server) => server.id !== id && server.state === 'in-use' && server.edgeOfId === null,
  );
  if (others.length === 0) throw new DomainError('no-other-media-server');
  return others.map((server) => server.id);
}
