import { type SessionItem } from '@ppf/mediamtx';

/**
 * Whether a session of an origin is an edge that pulls. By the user name, which MediaMTX lists from v1.17.0 on. Before, by
 * the address alone, which hides a viewer who watches by RTSP from an edge's own machine. Pure.
 * @param edgeNames Addresses by user name.
 */
export function isEdge(
  { kind, user, remoteAddr }: Pick<SessionItem, 'kind' | 'user' | 'remoteAddr'>,
  edgeNames: ReadonlyMap<string, string>,
): boolean {
  if (kind !== 'rtsp' || edgeNames.size === 0) return false;
  if (user !== '') return edgeNames.has(user);
  const address = remoteAddr
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .replace(/^::ffff:(?=\d+\.)/i, '');
  return [...edgeNames.values()].includes(address);
}
