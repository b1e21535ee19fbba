import { parsePath } from '@ppf/mediamtx';
import type { StreamStatusStore } from '../../pits';
import type { RunningMediaServer } from '../running/running-media-server';

/** How far a media server is with the paths of workshops that move to it. */
export interface Readiness {
  /** Paths that their cameras need. */
  readonly wanted: number;
  /** Paths of them that it does not have yet. */
  readonly lacking: number;
  /** Cameras that send where they are now, and do not send there yet. */
  readonly awaited: number;
}

/**
 * How far a media server is with the paths of workshops.
 * @throws ControlApiProblem when it does not answer.
 */
export async function readinessOf(
  server: RunningMediaServer,
  workshops: ReadonlySet<number>,
  board: StreamStatusStore,
): Promise<Readiness> {
  const isMoving = ({ path }: { readonly path: string }) => workshops.has(parsePath(path)?.workshopId ?? 0);
  const { desired, changes } = await server.paths.dryRun();
  const wanted = desired.filter(isMoving);
  const ready = new Set((await server.api.paths.list()).filter((item) => item.ready).map(({ name }) => name));
  const awaited = wanted.filter(
    // One that pushes connects by itself, and one on demand is only fetched when somebody watches.
    ({ path, ...each }) =>
      each.kind !== 'push' && !each.onDemand && board.of(path).status === 'live' && !ready.has(path),
  );
  const lacking = changes.filter((each) => each.action === 'make' && isMoving(each));
  return { wanted: wanted.length, lacking: lacking.length, awaited: awaited.length };
}
