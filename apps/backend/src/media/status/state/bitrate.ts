/** Bitrate of a stream, as measured and as reported. Instants in milliseconds. */
export interface Bitrate {
  /** Moving average in bits per second; null before the second byte count. */
  readonly average: number | null;
  /** When bytes were last counted. */
  readonly countedAt: number;
  /** Last reported value in bits per second; null before the first report. */
  readonly reported: number | null;
  /** When it was reported. */
  readonly reportedAt: number;
}

/** Time constant of the moving average. It hides single key frames and shows a change of the camera settings. */
const AVERAGE_TIME_CONSTANT_MS = 4000;
/** Least milliseconds between two reports, so that 1000 cameras do not cause 1000 events per second. */
const REPORT_INTERVAL_MS = 5000;
/** Relative difference between average and reported value from which on a new value is reported. */
const REPORT_THRESHOLD = 0.1;

/** Bitrate before any bytes are counted. */
export function beginBitrate(now: number): Bitrate {
  return { average: null, countedAt: now, reported: null, reportedAt: now };
}

/** Bitrate of a stream that receives no bytes. */
export function zeroBitrate(now: number): Bitrate {
  return { average: 0, countedAt: now, reported: 0, reportedAt: now };
}

/** Bitrate after a count. Pure. @param bytes Bytes since the previous count; negative after a reset of the counter. */
export function nextBitrate(before: Bitrate, bytes: number, now: number): Bitrate {
  const average = averageAfter(before, bytes, now);
  if (average === null) return { ...before, countedAt: now };
  if (!shouldReport(before, average, now)) return { ...before, average, countedAt: now };
  return { average, countedAt: now, reported: Math.round(average), reportedAt: now };
}

/**
 * Adds a count to a bitrate in place, for the usual case that the reported value stays.
 * @returns false when it changes or cannot be calculated; nothing is changed then, and `nextBitrate` decides.
 */
export function advanceBitrate(bitrate: Bitrate, bytes: number, now: number): boolean {
  const average = averageAfter(bitrate, bytes, now);
  if (average === null || shouldReport(bitrate, average, now)) return false;
  const next: { -readonly [Key in keyof Bitrate]: Bitrate[Key] } = bitrate;
  next.average = average;
  next.countedAt = now;
  return true;
}

/** Average after a count; null: the count restarted, or no time has passed. */
function averageAfter({ average, countedAt }: Bitrate, bytes: number, now: number): number | null {
  const spanMs = now - countedAt;
  if (bytes < 0 || spanMs <= 0) return null;
  const current = (bytes * 8000) / spanMs;
  const weight = 1 - Math.exp(-spanMs / AVERAGE_TIME_CONSTANT_MS);
  return average ? average + (current - average) * weight : current;
}

function shouldReport({ reported, reportedAt }: Bitrate, average: number, now: number): boolean {
  if (!reported) return average > 0;
  return now - reportedAt >= REPORT_INTERVAL_MS && Math.abs(average - reported) > reported * REPORT_THRESHOLD;
}
