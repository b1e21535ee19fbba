/** What a camera sends, as it is measured and as it is told. Instants in milliseconds. */
export interface Bitrate {
  /** Bits a second, averaged; null before there are two counts. */
  readonly average: number | null;
  /** When bytes were counted last. */
  readonly countedAt: number;
  /** What was told last, bits a second. */
  readonly told: number | null;
  /** When that was. */
  readonly toldAt: number;
}

/** A change weighs two thirds after so long: a key frame of its own does not show, another camera setting does. */
const AVERAGED_OVER_MS = 4000;
/** What is told changes at most so often: a thousand cameras shall not be a thousand events a second. */
const TOLD_EVERY_MS = 5000;
/** Part by which the average must differ from what was told. */
const WORTH_TELLING = 0.1;

/** Nothing is counted yet. */
export function beginBitrate(now: number): Bitrate {
  return { average: null, countedAt: now, told: null, toldAt: now };
}

/** Nothing arrives any more. */
export function silentBitrate(now: number): Bitrate {
  return { average: 0, countedAt: now, told: 0, toldAt: now };
}

/** The bitrate after a count. Pure. @param bytes received since the count before; negative when the counter began anew. */
export function nextBitrate(before: Bitrate, bytes: number, now: number): Bitrate {
  const spanMs = now - before.countedAt;
  if (bytes < 0 || spanMs <= 0) return { ...before, countedAt: now };
  const current = (bytes * 8000) / spanMs;
  const weight = 1 - Math.exp(-spanMs / AVERAGED_OVER_MS);
  const average = before.average ? before.average + (current - before.average) * weight : current;
  if (!isWorthTelling(before, average, now)) return { ...before, average, countedAt: now };
  return { average, countedAt: now, told: Math.round(average), toldAt: now };
}

function isWorthTelling({ told, toldAt }: Bitrate, average: number, now: number): boolean {
  if (!told) return average > 0;
  return now - toldAt >= TOLD_EVERY_MS && Math.abs(average - told) > told * WORTH_TELLING;
}
