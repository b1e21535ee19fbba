import { UserEntity, type Principal } from '../../auth';
import { type SelectQueryBuilder } from 'typeorm';
import { PLAYER_ID_LENGTH } from '../../platform/crypto/stream-token-id';
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

/**
 * SQL: whether the media server carries (or carried) a session of this alias. An admitted request that ends in 404 opens
 * none (MediaMTX contract §0.11). Up to v1.17.1 HLS is in no list: there a second request proves that the first was served.
 */
export const isCarried = (alias: string): string =>
  `(${alias}.was_listed OR (${alias}.protocol = 'hls' AND ${alias}.seen_at > ${alias}.began_at))`;

/** SQL: whether two sessions are the same player's: one viewer on one page, who tries several transports. */
export const isSamePlayer = (one: string, other: string): string =>
  `(${one}.pit_id = ${other}.pit_id AND ${one}.viewer_kind = ${other}.viewer_kind
    AND ${one}.viewer_id IS NOT DISTINCT FROM ${other}.viewer_id
    AND left(${one}.jti::text, ${PLAYER_ID_LENGTH}) = left(${other}.jti::text, ${PLAYER_ID_LENGTH}))`;

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
