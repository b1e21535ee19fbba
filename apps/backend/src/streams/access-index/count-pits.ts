import { type PitStream, STREAM_STATUSES } from '@ppf/contracts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type PitAccess } from './pit-access';

/** What a pit's stream is, or why there is none. */
export const PIT_STATES = [...STREAM_STATUSES, 'paused', 'no-camera'] as const;
export type PitState = (typeof PIT_STATES)[number];

/** A pit whose picture should be there and is not. */
export interface PitWithoutPicture {
  readonly path: string;
  readonly seconds: number;
}

/** All pits together. */
export interface PitCount {
  readonly byState: ReadonlyMap<PitState, number>;
  /** What cameras send, main and second streams, bits per second. */
  readonly bitsPerSecond: number;
  /** The longest first. */
  readonly withoutPicture: readonly PitWithoutPicture[];
}

/** Pits that are named; when everything is away one more name tells nothing, and names must not grow with pits. */
export const MOST_NAMED = 100;
/** Pits that are looked at in one go; then the hook has its turn, for which MediaMTX waits. */
const AT_ONCE = 500;

/** Counts the pits of all workshops by their state. @param streamOn What is known of the stream on a path. */
export async function countPits(
  pits: Iterable<PitAccess>,
  streamOn: (path: string) => PitStream,
  now: number,
): Promise<PitCount> {
  const byState = new Map<PitState, number>(PIT_STATES.map((state) => [state, 0]));
  const without: PitWithoutPicture[] = [];
  let bitsPerSecond = 0;
  let looked = 0;
  for (const pit of pits) {
    if ((looked += 1) % AT_ONCE === 0) await nextTurn();
    const main = streamOn(pit.path);
    const state = pit.cameraKind === null ? 'no-camera' : pit.paused ? 'paused' : main.status;
    byState.set(state, (byState.get(state) ?? 0) + 1);
    bitsPerSecond += main.bits_per_second ?? 0;
    if (pit.hasSub) bitsPerSecond += streamOn(`${pit.path}/sub`).bits_per_second ?? 0;
    if ((state === 'offline' || state === 'stalled') && main.since !== null)
      without.push({ path: pit.path, seconds: Math.max(0, (now - Date.parse(main.since)) / 1000) });
  }
  without.sort((a, b) => b.seconds - a.seconds);
  return { byState, bitsPerSecond, withoutPicture: without.slice(0, MOST_NAMED) };
}
