import { parsePath, type PathItem } from '@ppf/mediamtx';
import { type PathReadiness, type StreamStatusStore } from '../../media-servers';
import type { Plan } from '../paths/plan/to-plan-response';

/** Progress of a media server with the paths of workshops that move to it. Pure. @param items Paths that it lists. */
export function measurePathReadiness(
  { desired, changes }: Plan,
  items: readonly PathItem[],
  workshopIds: ReadonlySet<number>,
  streams: Pick<StreamStatusStore, 'of'>,
): PathReadiness {
  const isMoving = ({ path }: { readonly path: string }) => workshopIds.has(parsePath(path)?.workshopId ?? 0);
  const moving = desired.filter(isMoving);
  const ready = new Set(items.filter((item) => item.ready).map(({ name }) => name));
  const pending = moving.filter(
    // A push camera connects by itself, and an on-demand camera is pulled only while it has viewers.
    ({ path, ...each }) =>
      each.kind !== 'push' && !each.onDemand && streams.of(path).status === 'live' && !ready.has(path),
  );
  const missing = changes.filter((each) => each.action === 'make' && isMoving(each));
  return { desired: moving.length, missing: missing.length, pending: pending.length };
}
