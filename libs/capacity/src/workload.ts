/** The load of an installation. Numbers are not negative; 0 means that there is none. */
export interface Workload {
  /** Pits with a camera. */
  readonly pits: number;
  /** Bitrate of a camera's main stream, Mbit/s. */
  readonly mainMbits: number;
  /** Bitrate of a camera's second, smaller stream, Mbit/s; 0 without one. */
  readonly subMbits: number;
  /** Key frame interval of the cameras, s. */
  readonly keyFrameSeconds: number;
  /** Main streams watched at the same time: a viewer with one open pit counts one. */
  readonly watchedMain: number;
  /** Second streams watched at the same time: a wall of twelve pits counts twelve. */
  readonly watchedSub: number;
  /** Hours per day with this number of viewers. */
  readonly watchedHours: number;
  /** Whether the first picture is shown without waiting for a key frame (`hlsAlwaysRemux`). */
  readonly instantPicture: boolean;
  /** Cameras that are re-encoded (MJPEG, H.265 or B-frames). */
  readonly reencoded: number;
  /** Recorded pits. */
  readonly recorded: number;
  /** Recorded hours per day. */
  readonly recordedHours: number;
  /** Retention of recordings, days. */
  readonly keptDays: number;
}

/** A workshop of twelve bays: two viewers with two pits each, and one wall with all pits. */
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

/** Valid range of each number. */
export const WORKLOAD_LIMITS: Readonly<
  Record<Exclude<keyof Workload, 'instantPicture'>, readonly [min: number, max: number]>
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
