/** How far behind the end of what has come the picture is shown, s: a part of 0.2 s and some slack. */
export const HOLD = 0.3;
/** Behind by so much more, it is played a little faster: the jump to WebRTC gets smaller. */
const HURRY_FROM = 0.1;
const HURRY_RATE = 1.3;
/** Behind by so much more (a stall, a slow line), it jumps. */
const JUMP_FROM = 1;
/** What was shown so long ago is let go, s; not before there is twice as much. */
const KEEP = 10;

/** Where playing is, in seconds of the stream's clock. */
export interface PartsProgress {
  /** Of what has come. */
  readonly start: number;
  readonly end: number;
  /** What is shown. */
  readonly at: number;
}

/** What to do after a part has come. */
export interface FollowPlan {
  readonly rate: number;
  /** Null: go on. */
  readonly jumpTo: number | null;
  /** What comes before may go; null: nothing needs to. */
  readonly removeBefore: number | null;
}

/** Where to begin: at the newest picture, which is decoded from the key frame on. */
export function beginAt({ start, end }: Pick<PartsProgress, 'start' | 'end'>): number {
  return Math.max(start, end - HOLD);
}

/** How to stay near to live. Pure. */
export function followLive({ start, end, at }: PartsProgress): FollowPlan {
  const late = end - at - HOLD;
  const jumpTo = late > JUMP_FROM || at < start ? beginAt({ start, end }) : null;
  const rate = jumpTo === null && late > HURRY_FROM ? HURRY_RATE : 1;
  return { rate, jumpTo, removeBefore: at - start > 2 * KEEP ? at - KEEP : null };
}
