import type { RevocationCause } from '@ppf/contracts';
import type { DataSource } from 'typeorm';
import { parseViewer } from '../../tokens/viewer';
import { type Revocation } from '../admission/revocations';

/**
 * Inserts a revocation; a trigger notifies every replica. A viewing session is revoked once for each cause.
 * @returns The instant of the revocation, by the database's clock.
 */
export async function insertRevocation(
  dataSource: DataSource,
  { of, cause, by }: Pick<Revocation, 'of' | 'by'> & { readonly cause: RevocationCause },
): Promise<Date> {
  const viewer = 'sub' in of ? parseViewer(of.sub) : null;
  const [row] = await dataSource.query<{ revoked_at: Date }[]>(
    `INSERT INTO viewing_revocation (jti, viewer_kind, viewer_id, pit_id, cause, revoked_by)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING revoked_at`,
    [
      'jti' in of ? of.jti : null,
      viewer?.kind ?? null,
      viewer?.id ?? null,
      'pitId' in of ? of.pitId : null,
      cause,
      by,
    ],
  );
  return row?.revoked_at ?? new Date();
}
