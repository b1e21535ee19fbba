import type { PitStream } from '@ppf/contracts';

/** A camera that is pulled over RTSP, with the status of its stream. */
export interface PulledCamera {
  readonly pitId: number;
  readonly onDemand: boolean;
  readonly stream: Pick<PitStream, 'status' | 'since'>;
}

/** Time of the last check of a camera, in milliseconds, and begin of its stream status at that time. */
export interface LastCheck {
  readonly at: number;
  readonly since: string | null;
}

/** Milliseconds until a camera without a stream is checked again; the media server retries every 5 s. */
const RETRY_MS = 60_000;
/** The same for an on-demand camera, which is pulled only while it has viewers. */
const RETRY_ON_DEMAND_MS = 600_000;

/**
 * Decides which cameras to check for redirects: those whose stream began after the last check, because the new connection
 * may have been redirected, and periodically those without a stream. Pure.
 * @returns ids of pits: first those that send, then by the time of the last check, so that cameras which never respond
 * do not delay the others
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
      checkedAt: last.get(pitId)?.at ?? -Infinity,
    }))
    .sort(byPriority)
    .map(({ pitId }) => pitId);
}

/** Cameras per batch: of one workshop, and in total. */
export interface BatchLimits {
  readonly perWorkshop: number;
  readonly total: number;
}

/**
 * The next batch of cameras to check. The limit per workshop keeps a workshop with slow cameras from delaying the others.
 * Pure.
 */
export function nextBatch(
  due: readonly number[],
  workshopOf: (pitId: number) => number,
  { perWorkshop, total }: BatchLimits,
): readonly number[] {
  const counts = new Map<number, number>();
  const isWithinLimit = (pitId: number) => {
    const count = (counts.get(workshopOf(pitId)) ?? 0) + 1;
    counts.set(workshopOf(pitId), count);
    return count <= perWorkshop;
  };
  return due.filter(isWithinLimit).slice(0, total);
}

interface Candidate {
  readonly sends: boolean;
  readonly checkedAt: number;
}

function byPriority(one: Candidate, other: Candidate): number {
  if (one.sends !== other.sends) return one.sends ? -1 : 1;
  // Two cameras that were never checked: -Infinity minus -Infinity is NaN.
  return one.checkedAt === other.checkedAt ? 0 : one.checkedAt - other.checkedAt;
}
