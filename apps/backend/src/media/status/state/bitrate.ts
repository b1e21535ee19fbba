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
  const spanMs = now - before.countedAt;
  if (bytes < 0 || spanMs <= 0) return { ...before, countedAt: now };
  const current = (bytes * 8000) / spanMs;
  const weight = 1 - Math.exp(-spanMs / AVERAGE_TIME_CONSTANT_MS);
  const average = before.average ? before.average + (current - before.average) * weight : current;
  if (!shouldReport(before, average, now)) return { ...before, average, countedAt: now };
  return { average, countedAt: now, reported: Math.round(average), reportedAt: now };
}

function shouldReport({ reported, reportedAt }: Bitrate, average: number, now: number): boolean {
  if (!reported) return average > 0;
  return now - reportedAt >= REPORT_INTERVAL_MS && Math.abs(average - reported) > reported * REPORT_THRESHOLD;
}
