import { beginBitrate, type Bitrate, nextBitrate, silentBitrate } from './bitrate';

/** What is told after each count, counts being a second apart. */
function told(bytes: readonly number[], from: Bitrate = beginBitrate(0)): (number | null)[] {
  let bitrate = from;
  return bytes.map((count, index) => {
    bitrate = nextBitrate(bitrate, count, from.countedAt + (index + 1) * 1000);
    return bitrate.told;
  });
}
const seconds = (count: number, bytes: number): number[] => Array.from({ length: count }, () => bytes);
const changes = (list: readonly (number | null)[]) => list.filter((one, index) => one !== list[index - 1]);

describe('the bitrate of a stream', () => {
  it('is told as soon as it is known, in bits a second', () => {
    expect(told([125_000])).toEqual([1_000_000]);
  });

  it('is not told again while it stays about the same', () => {
    const wobbling = seconds(60, 0).map((_, second) => (second % 2 ? 120_000 : 130_000));
    expect(changes(told(wobbling))).toEqual([1_040_000]);
  });

  it('is not told anew for one key frame', () => {
    expect(changes(told([...seconds(10, 100_000), 130_000, ...seconds(10, 100_000)]))).toEqual([800_000]);
  });

  it('follows another rate within seconds, and is told every 5 s at most', () => {
    const after = told([...seconds(10, 100_000), ...seconds(60, 400_000)]);
    expect(after.at(-1)).toBeGreaterThan(2_900_000);
    expect(changes(after).length).toBeLessThanOrEqual(6);
    const instants = after.flatMap((one, second) => (one !== after[second - 1] ? [second] : []));
    const pauses = instants.slice(1).map((second, index) => second - (instants[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(5);
  });

  it('is told at once when something arrives again', () => {
    expect(told([50_000], silentBitrate(0))).toEqual([400_000]);
  });

  it('leaves out a count that began anew, and one at the same instant', () => {
    const before = nextBitrate(beginBitrate(0), 1000, 1000);
    expect(nextBitrate(before, -900, 2000)).toEqual({ ...before, countedAt: 2000 });
    expect(nextBitrate(before, 50, 1000)).toEqual(before);
  });
});
