import { type Workload } from './workload';

/** Measurement of a current stream. */
export interface StreamMeasurement {
  readonly stream: 'main' | 'sub';
  /** Null until it has been measured for long enough. */
  readonly bitsPerSecond: number | null;
  readonly viewers: number;
}

/** The measurable part of a workload. A field is absent if nothing could be measured. */
export type MeasuredWorkload = Partial<
  Pick<Workload, 'pits' | 'mainMbits' | 'subMbits' | 'watchedMain' | 'watchedSub'>
>;

/** Summarizes current streams: their number, mean bitrates and viewers. */
export function measureWorkload(streams: readonly StreamMeasurement[]): MeasuredWorkload {
  const main = streams.filter(({ stream }) => stream === 'main');
  const sub = streams.filter(({ stream }) => stream === 'sub');
  const [mainMbits, subMbits] = [meanMbits(main), meanMbits(sub)];
  return {
    ...(main.length > 0 ? { pits: main.length, watchedMain: countViewers(main) } : {}),
    ...(mainMbits === null ? {} : { mainMbits }),
    // Without second streams, the typical bitrate of second streams must not be counted.
    ...(main.length > 0 && sub.length === 0 ? { subMbits: 0 } : {}),
    ...(streams.length > 0 ? { watchedSub: countViewers(sub) } : {}),
    ...(subMbits === null ? {} : { subMbits }),
  };
}

function meanMbits(streams: readonly StreamMeasurement[]): number | null {
  const measured = streams.flatMap(({ bitsPerSecond }) => bitsPerSecond ?? []);
  if (measured.length === 0) return null;
  const mean = measured.reduce((sum, bits) => sum + bits, 0) / measured.length / 1e6;
  return Math.round(mean * 100) / 100;
}

function countViewers(streams: readonly StreamMeasurement[]): number {
  return streams.reduce((sum, { viewers }) => sum + viewers, 0);
}
