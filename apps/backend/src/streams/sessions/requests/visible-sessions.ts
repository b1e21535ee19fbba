import { hasPermission, UserEntity, type Principal } from '../../../auth';
import { type SelectQueryBuilder } from 'typeorm';
import { PLAYER_ID_LENGTH } from '../../../platform/crypto/stream-token-id';
import { type ViewingSessionEntity } from '../recording/viewing-session.entity';

/** A viewing session, with the name of the user who ended it. */
export type NamedSession = ViewingSessionEntity & { readonly endedByName: string | null };

/** Restricts a query of viewing sessions (`v`) to those that a user may see: owners their workshop's, staff their own. */
export function restrictToVisible(
  query: SelectQueryBuilder<ViewingSessionEntity>,
  principal: Principal,
): SelectQueryBuilder<ViewingSessionEntity> {
  const { id, role, workshopId, pitIds } = principal;
  const reachable =
    role === 'operator' ? query.where('true') : query.where('v.workshop_id = :workshopId', { workshopId });
  if (pitIds) reachable.andWhere('v.pit_id = ANY(:pitIds)', { pitIds: [...pitIds] });
  if (hasPermission(principal, 'viewing-sessions:write')) return reachable;
  return reachable.andWhere(`v.viewer_kind = 'user' AND v.viewer_id = :viewerId`, { viewerId: id });
}

/**
 * SQL: whether the media server carries or carried the session. An admitted request that ends in 404 opens none (MediaMTX
 * contract §0.11). Up to v1.17.1 HLS is in no list: there a second request proves that the first one was served.
 */
export const isCarried = (alias: string): string =>
  `(${alias}.was_listed OR (${alias}.protocol = 'hls' AND ${alias}.seen_at > ${alias}.began_at))`;

/** SQL: whether two sessions belong to one player: a viewer on one page that tries several transports. */
export const isSamePlayer = (one: string, other: string): string =>
  `(${one}.pit_id = ${other}.pit_id AND ${one}.viewer_kind = ${other}.viewer_kind
    AND ${one}.viewer_id IS NOT DISTINCT FROM ${other}.viewer_id
    AND left(${one}.jti::text, ${PLAYER_ID_LENGTH}) = left(${other}.jti::text, ${PLAYER_ID_LENGTH}))`;

/** Runs a query of viewing sessions (`v`), with the name of the user who ended each. */
export async function readNamedSessions(
  query: SelectQueryBuilder<ViewingSessionEntity>,
): Promise<readonly NamedSession[]> {
  const { entities, raw } = await query
    .leftJoin(UserEntity, 'ender', 'ender.id = v.ended_by')
    .addSelect('ender.display_name', 'ended_by_name')
    .getRawAndEntities<{ ended_by_name: string | null }>();
  return entities.map((each, index) => ({ ...each, endedByName: raw[index]?.ended_by_name ?? null }));
}
