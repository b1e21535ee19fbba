import type { PitStream } from '@ppf/contracts';

/** A camera that is pulled over RTSP, as its stream stands. */
export interface PulledCamera {
  readonly pitId: number;
  readonly onDemand: boolean;
  readonly stream: Pick<PitStream, 'status' | 'since'>;
}

/** When a camera was last asked, in milliseconds, and since when its stream was what it was then. */
export interface LastCheck {
  readonly at: number;
  readonly since: string | null;
}

/** Milliseconds until a camera whose picture does not come is asked again: the media server tries each 5 s. */
const RETRY_MS = 60_000;
/** The same for one on demand: it is pulled only while somebody watches. */
const RETRY_ON_DEMAND_MS = 600_000;

/**
 * Which cameras are to be asked whether they redirect: each that began to send since it was asked, for a connection that
 * was made can have been redirected; each without a picture from time to time. Pure.
 * @returns ids of pits: those that send first, then whoever was not asked for longest, so that cameras which never answer
 * take no other one's turn
 */
export function decideRedirectChecks(
  cameras: readonly PulledCamera[],
  last: ReadonlyMap<number, LastCheck>,
  now: number,
): readonly number[] {
  return cameras
    .filter(({ pitId, onDemand, stream }) => {
      const before = last.get(pitId);
      if (!before) return !onDemand || stream.status === 'live';
      if (stream.status === 'live' || stream.status === 'stalled') return stream.since !== before.since;
      return now - before.at >= (onDemand ? RETRY_ON_DEMAND_MS : RETRY_MS);
    })
    .map(({ pitId, stream }) => ({
      pitId,
      sends: stream.status === 'live' || stream.status === 'stalled',
      askedAt: last.get(pitId)?.at ?? -Infinity,
    }))
    .sort(inTurn)
    .map(({ pitId }) => pitId);
}

/** Cameras that are asked at one look: of one workshop, and altogether. */
export interface LookLimits {
  readonly perWorkshop: number;
  readonly total: number;
}

/**
 * The cameras that one look asks, in their turn: a workshop whose cameras answer late has the others' wait for a few of
 * them, and not for all. Pure.
 */
export function withinOneLook(
  due: readonly number[],
  workshopOf: (pitId: number) => number,
  { perWorkshop, total }: LookLimits,
): readonly number[] {
  const counts = new Map<number, number>();
  const mayBeAsked = (pitId: number) => {
    const count = (counts.get(workshopOf(pitId)) ?? 0) + 1;
    counts.set(workshopOf(pitId), count);
    return count <= perWorkshop;
  };
  return due.filter(mayBeAsked).slice(0, total);
}

interface Turn {
  readonly sends: boolean;
  readonly askedAt: number;
}

function inTurn(one: Turn, other: Turn): number {
  if (one.sends !== other.sends) return one.sends ? -1 : 1;
  // Two that were never asked: their difference is no number.
  return one.askedAt === other.askedAt ? 0 : one.askedAt - other.askedAt;
}
