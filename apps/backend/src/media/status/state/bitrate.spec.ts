import { beginBitrate, type Bitrate, nextBitrate, zeroBitrate } from './bitrate';

/** Reported bitrate after each count; counts are one second apart. */
function report(bytes: readonly number[], from: Bitrate = beginBitrate(0)): (number | null)[] {
  let bitrate = from;
  return bytes.map((count, index) => {
    bitrate = nextBitrate(bitrate, count, from.countedAt + (index + 1) * 1000);
    return bitrate.reported;
  });
}
const seconds = (count: number, bytes: number): number[] => Array.from({ length: count }, () => bytes);
const changes = (list: readonly (number | null)[]) => list.filter((one, index) => one !== list[index - 1]);

describe('the bitrate of a stream', () => {
  it('is reported with the first count, in bits per second', () => {
    expect(report([125_000])).toEqual([1_000_000]);
  });

  it('is not reported again while it changes little', () => {
    const varying = seconds(60, 0).map((_, second) => (second % 2 ? 120_000 : 130_000));
    expect(changes(report(varying))).toEqual([1_040_000]);
  });

  it('is not reported again for one key frame', () => {
    expect(changes(report([...seconds(10, 100_000), 130_000, ...seconds(10, 100_000)]))).toEqual([800_000]);
  });

  it('follows a new rate within seconds, and is reported at most every 5 s', () => {
    const after = report([...seconds(10, 100_000), ...seconds(60, 400_000)]);
    expect(after.at(-1)).toBeGreaterThan(2_900_000);
    expect(changes(after).length).toBeLessThanOrEqual(6);
    const instants = after.flatMap((one, second) => (one !== after[second - 1] ? [second] : []));
    const pauses = instants.slice(1).map((second, index) => second - (instants[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(5);
  });

  it('is reported immediately when bytes arrive again', () => {
    expect(report([50_000], zeroBitrate(0))).toEqual([400_000]);
  });

  it('ignores a count after a reset, and a count at the same instant', () => {
    const before = nextBitrate(beginBitrate(0), 1000, 1000);
    expect(nextBitrate(before, -900, 2000)).toEqual({ ...before, countedAt: 2000 });
    expect(nextBitrate(before, 50, 1000)).toEqual(before);
  });
});
