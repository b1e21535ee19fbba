/** What an installation is to carry. Numbers are not negative; what is absent there is 0. */
export interface Workload {
  /** Pits with a camera. */
  readonly pits: number;
  /** What one camera sends, main stream, megabits per second. */
  readonly mainMbits: number;
  /** What one camera sends as second, smaller stream; 0: it has none. */
  readonly subMbits: number;
  /** Seconds from one key frame of the cameras to the next. */
  readonly keyFrameSeconds: number;
  /** Main streams that are watched at the same time: a person with one pit open is one. */
  readonly watchedMain: number;
  /** Second streams that are watched at the same time: a wall of twelve pits is twelve. */
  readonly watchedSub: number;
  /** Hours of a day in which so many watch. */
  readonly watchedHours: number;
  /** Whether the first picture comes at once, by HLS that is always ready (`hlsAlwaysRemux`). */
  readonly instantPicture: boolean;
  /** Cameras that are re-encoded (MJPEG, H.265 or B-frames). */
  readonly reencoded: number;
  /** Pits that are recorded. */
  readonly recorded: number;
  /** Hours of a day in which they are. */
  readonly recordedHours: number;
  /** Days that recordings are kept. */
  readonly keptDays: number;
}

/** A workshop of twelve bays: two people watch one pit each, one wall shows all. */
export const TYPICAL_WORKLOAD: Workload = {
  pits: 12,
  mainMbits: 4,
  subMbits: 0.5,
  keyFrameSeconds: 2,
  watchedMain: 4,
  watchedSub: 12,
  watchedHours: 10,
  instantPicture: true,
  reencoded: 0,
  recorded: 0,
  recordedHours: 10,
  keptDays: 14,
};

/** Least and most of each number, for whoever asks for them. */
export const WORKLOAD_LIMITS: Readonly<
  Record<Exclude<keyof Workload, 'instantPicture'>, readonly [least: number, most: number]>
> = {
  pits: [0, 100_000],
  mainMbits: [0, 200],
  subMbits: [0, 200],
  keyFrameSeconds: [0.1, 60],
  watchedMain: [0, 1_000_000],
  watchedSub: [0, 1_000_000],
  watchedHours: [0, 24],
  reencoded: [0, 100_000],
  recorded: [0, 100_000],
  recordedHours: [0, 24],
  keptDays: [0, 3650],
};
