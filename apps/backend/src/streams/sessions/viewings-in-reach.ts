import { UserEntity, type Principal } from '../../auth';
import { type SelectQueryBuilder } from 'typeorm';
import { type ViewingSessionEntity } from './viewing-session.entity';

/** A session, with the name of whoever ended it. */
export type NamedViewing = ViewingSessionEntity & { readonly endedByName: string | null };

/** Narrows a query of sessions (`v`) to what somebody may see: owners their workshop's, staff their own. */
export function withinReach(
  query: SelectQueryBuilder<ViewingSessionEntity>,
  { id, role, workshopId }: Principal,
): SelectQueryBuilder<ViewingSessionEntity> {
  if (role === 'super_admin') return query.where('true');
  const ofWorkshop = query.where('v.workshop_id = :workshopId', { workshopId });
  if (role === 'owner') return ofWorkshop;
  return ofWorkshop.andWhere(`v.viewer_kind = 'user' AND v.viewer_id = :viewerId`, { viewerId: id });
}

/** Runs a query of sessions (`v`), and names who ended each. */
export async function namedViewings(
  query: SelectQueryBuilder<ViewingSessionEntity>,
): Promise<readonly NamedViewing[]> {
  const { entities, raw } = await query
    .leftJoin(UserEntity, 'ender', 'ender.id = v.ended_by')
    .addSelect('ender.display_name', 'ended_by_name')
    .getRawAndEntities<{ ended_by_name: string | null }>();
  return entities.map((each, index) => ({ ...each, endedByName: raw[index]?.ended_by_name ?? null }));
}
