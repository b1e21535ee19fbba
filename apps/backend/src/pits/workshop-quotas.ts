import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { QuotasConfig } from '../config/quotas.config';
import { DomainError } from '../platform/problems/domain-error';
import { message } from './messages';

/** Current use of the limited resources of a workshop. */
interface Counts {
  readonly pits: number;
  readonly transcoders: number;
}

/** Enforces the quotas of pits and of re-encoded cameras per workshop. */
@Injectable()
export class WorkshopQuotas {
  constructor(private readonly config: QuotasConfig) {}

  /**
   * Runs a change in the caller's transaction, with the workshop locked. Use above a quota may stay: only a change that
   * increases it fails.
   * @throws DomainError too-many-pits or too-many-transcoders, which rolls the transaction back
   */
  async within<T>(manager: EntityManager, workshopId: number, change: () => Promise<T>): Promise<T> {
    await manager.query('SELECT FROM workshop WHERE id = $1 FOR NO KEY UPDATE', [workshopId]);
    const before = await count(manager, workshopId);
    const result = await change();
    const after = await count(manager, workshopId);
    const { pitsPerWorkshop: pits, transcodersPerWorkshop: transcoders } = this.config;
    if (after.pits > pits && after.pits > before.pits)
      throw new DomainError('too-many-pits', { detail: message('too-many-pits', { limit: pits }) });
    if (after.transcoders > transcoders && after.transcoders > before.transcoders)
      throw new DomainError('too-many-transcoders', {
        detail: message('too-many-transcoders', { limit: transcoders }),
      });
    return result;
  }
}

async function count(manager: EntityManager, workshopId: number): Promise<Counts> {
  const [row] = await manager.query<Counts[]>(
    `SELECT count(*)::int AS pits, (count(*) FILTER (WHERE c.transcode))::int AS transcoders
     FROM pit p LEFT JOIN camera c ON c.pit_id = p.id WHERE p.workshop_id = $1`,
    [workshopId],
  );
  return row ?? { pits: 0, transcoders: 0 };
}
