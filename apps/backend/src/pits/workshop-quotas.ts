import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { QuotasConfig } from '../config/quotas.config';
import { DomainError } from '../platform/problems/domain-error';

/** What a workshop has of what is limited. */
interface Counts {
  readonly pits: number;
  readonly transcoders: number;
}

/** Keeps each workshop within its quotas of pits and of cameras that are re-encoded. */
@Injectable()
export class WorkshopQuotas {
  constructor(private readonly config: QuotasConfig) {}

  /**
   * Does work that may add to them, in the caller's transaction; changes of one workshop take turns. What was there
   * before is kept: only work that adds past a limit fails.
   * @throws DomainError too-many-pits or too-many-transcoders, which undoes the transaction
   */
  async within<T>(manager: EntityManager, workshopId: number, work: () => Promise<T>): Promise<T> {
    await manager.query('SELECT FROM workshop WHERE id = $1 FOR NO KEY UPDATE', [workshopId]);
    const before = await count(manager, workshopId);
    const done = await work();
    const after = await count(manager, workshopId);
    const { pitsPerWorkshop: pits, transcodersPerWorkshop: transcoders } = this.config;
    if (after.pits > pits && after.pits > before.pits)
      throw new DomainError('too-many-pits', { detail: `A workshop has ${pits} pits at most.` });
    if (after.transcoders > transcoders && after.transcoders > before.transcoders)
      throw new DomainError('too-many-transcoders', {
        detail: `A workshop has ${transcoders} re-encoded cameras at most.`,
      });
    return done;
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
