import type { EntityManager } from 'typeorm';
import { MediaServerEntity } from '../../placement';
import { DomainError } from '../../platform/problems/domain-error';

/**
 * The media servers in use besides this one, which stay so until the transaction ends: of two that are taken out of use
 * at the same moment, one sees that the other has gone.
 * @throws DomainError no-other-media-server: a new workshop would be placed nowhere.
 */
export async function othersInUse(manager: EntityManager, id: number): Promise<readonly number[]> {
  const servers = await manager
    .getRepository(MediaServerEntity)
    .find({ order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
  const others = servers.filter(
    (server) => server.id !== id && server.state === 'in-use' && server.edgeOfId === null,
  );
  if (others.length === 0) throw new DomainError('no-other-media-server');
  return others.map((server) => server.id);
}
