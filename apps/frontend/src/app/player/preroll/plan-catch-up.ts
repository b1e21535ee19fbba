/** Distance to the end of the buffer at which the picture is played, s: one part of 0.2 s and some slack. */
export const TARGET_LATENCY_S = 0.3;
/** Additional delay from which playback is faster, so that the switch to WebRTC skips less, s. */
const CATCH_UP_FROM_S = 0.1;
const CATCH_UP_RATE = 1.3;
/** Additional delay from which playback seeks (after a stall or on a slow connection), s. */
const SEEK_FROM_S = 1;
/** Played video that stays in the buffer, s. It is removed once there is twice as much. */
const BACK_BUFFER_S = 10;

/** Buffered range and playback position, in seconds of the stream's clock. */
export interface BufferPosition {
  /** Start of the buffer. */
  readonly start: number;
  /** End of the buffer. */
  readonly end: number;
  readonly position: number;
}

/** Changes after a part was appended. */
export interface CatchUpPlan {
  readonly rate: number;
  /** Null: no seek. */
  readonly seekTo: number | null;
  /** Video before this position is removed; null: nothing is removed. */
  readonly removeBefore: number | null;
}

/** Start of playback: the newest picture, decoded from its key frame. */
export function startPosition({ start, end }: Pick<BufferPosition, 'start' | 'end'>): number {
  return Math.max(start, end - TARGET_LATENCY_S);
}

/** Plans how playback stays close to live. */
export function planCatchUp({ start, end, position }: BufferPosition): CatchUpPlan {
  const delay = end - position - TARGET_LATENCY_S;
  const seekTo = delay > SEEK_FROM_S || position < start ? startPosition({ start, end }) : null;
  const rate = seekTo === null && delay > CATCH_UP_FROM_S ? CATCH_UP_RATE : 1;
  const removeBefore = position - start > 2 * BACK_BUFFER_S ? position - BACK_BUFFER_S : null;
  return { rate, seekTo, removeBefore };
}
