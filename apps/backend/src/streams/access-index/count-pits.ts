import { type PitStream, STREAM_STATUSES } from '@ppf/contracts';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { type PitAccess } from './pit-access';

/** The status of a pit's stream, or why it has none. */
export const PIT_STATES = [...STREAM_STATUSES, 'paused', 'no-camera'] as const;
export type PitState = (typeof PIT_STATES)[number];

/** A pit that should have a picture and has none. */
export interface PitWithoutPicture {
  readonly path: string;
  readonly seconds: number;
}

/** Sums over all pits. */
export interface PitCount {
  readonly byState: ReadonlyMap<PitState, number>;
  /** Bits per second of all cameras, main and second streams. */
  readonly bitsPerSecond: number;
  /** Longest first. */
  readonly withoutPicture: readonly PitWithoutPicture[];
}

/** Pits that are listed by path: the number of label values must not grow with the number of pits. */
export const MAX_LISTED_PITS = 100;
/** Pits that are counted in one turn of the event loop, so that requests are not delayed. */
const PITS_PER_TURN = 500;

/** Counts the pits of all workshops by their state. @param streamOn The status of the stream on a path. */
export async function countPits(
  pits: Iterable<PitAccess>,
  streamOn: (path: string) => PitStream,
  now: number,
): Promise<PitCount> {
  const byState = new Map<PitState, number>(PIT_STATES.map((state) => [state, 0]));
  const without: PitWithoutPicture[] = [];
  let bitsPerSecond = 0;
  let counted = 0;
  for (const pit of pits) {
    if ((counted += 1) % PITS_PER_TURN === 0) await yieldToEventLoop();
    const main = streamOn(pit.path);
    const state = pit.cameraKind === null ? 'no-camera' : pit.paused ? 'paused' : main.status;
    byState.set(state, (byState.get(state) ?? 0) + 1);
    bitsPerSecond += main.bits_per_second ?? 0;
    if (pit.hasSub) bitsPerSecond += streamOn(`${pit.path}/sub`).bits_per_second ?? 0;
    if ((state === 'offline' || state === 'stalled') && main.since !== null)
      without.push({ path: pit.path, seconds: Math.max(0, (now - Date.parse(main.since)) / 1000) });
  }
  without.sort((a, b) => b.seconds - a.seconds);
  return { byState, bitsPerSecond, withoutPicture: without.slice(0, MAX_LISTED_PITS) };
}
