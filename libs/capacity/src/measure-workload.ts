import { type Workload } from './workload';

/** A stream that exists now. */
export interface StreamMeasurement {
  readonly stream: 'main' | 'sub';
  /** Null while it has not been measured for long enough. */
  readonly bitsPerSecond: number | null;
  readonly viewers: number;
}

/** What can be measured of a running installation; absent: nothing was there to measure. */
export type MeasuredWorkload = Partial<
  Pick<Workload, 'pits' | 'mainMbits' | 'subMbits' | 'watchedMain' | 'watchedSub'>
>;

/** What streams that exist now say of the need: their number, mean bitrates, and who watches. */
export function measureWorkload(streams: readonly StreamMeasurement[]): MeasuredWorkload {
  const main = streams.filter(({ stream }) => stream === 'main');
  const sub = streams.filter(({ stream }) => stream === 'sub');
  const [mainMbits, subMbits] = [meanMbits(main), meanMbits(sub)];
  return {
    ...(main.length > 0 ? { pits: main.length, watchedMain: viewersOf(main) } : {}),
    ...(mainMbits === null ? {} : { mainMbits }),
    // Cameras without second streams: those of a usual workshop must not be counted.
    ...(main.length > 0 && sub.length === 0 ? { subMbits: 0 } : {}),
    ...(streams.length > 0 ? { watchedSub: viewersOf(sub) } : {}),
    ...(subMbits === null ? {} : { subMbits }),
  };
}

function meanMbits(streams: readonly StreamMeasurement[]): number | null {
  const known = streams.flatMap(({ bitsPerSecond }) => bitsPerSecond ?? []);
  if (known.length === 0) return null;
  const mean = known.reduce((sum, bits) => sum + bits, 0) / known.length / 1e6;
  return Math.round(mean * 100) / 100;
}

function viewersOf(streams: readonly StreamMeasurement[]): number {
  return streams.reduce((sum, { viewers }) => sum + viewers, 0);
}
