import type { BitCursor } from './bit-cursor';

/** Pictures that a picture refers to, by their distance in output order. */
interface ReferenceSet {
  readonly negative: readonly number[];
  readonly positive: readonly number[];
}

const MAX_SETS = 64;
const MAX_PICTURES = 255;

/** The short-term reference picture sets of H.265 (§7.3.7, §7.4.8). @throws RangeError when mediacommon refuses them. */
export function readReferenceSets(bits: BitCursor): void {
  const count = bits.golomb();
  if (count > MAX_SETS) throw new RangeError('Too many reference sets.');
  const sets: ReferenceSet[] = [];
  while (sets.length < count) {
    const before = sets.at(-1);
    sets.push(before !== undefined && bits.flag() ? readPredicted(bits, before) : readOwn(bits));
  }
}

function readOwn(bits: BitCursor): ReferenceSet {
  const [negatives, positives] = [bits.golomb(), bits.golomb()];
  return { negative: readDistances(bits, negatives, -1), positive: readDistances(bits, positives, 1) };
}

function readDistances(bits: BitCursor, count: number, sign: 1 | -1): number[] {
  if (count > MAX_PICTURES) throw new RangeError('Too many reference pictures.');
  const distances: number[] = [];
  for (let distance = 0; distances.length < count;) {
    distance += sign * (bits.golomb() + 1);
    distances.push(distance);
    bits.flag();
  }
  return distances;
}

function readPredicted(bits: BitCursor, before: ReferenceSet): ReferenceSet {
  const isNegative = bits.flag();
  const delta = (isNegative ? -1 : 1) * (bits.golomb() + 1);
  const total = before.negative.length + before.positive.length;
  const isUsed: boolean[] = [];
  while (isUsed.length <= total) isUsed.push(bits.flag() || bits.flag());
  return predicted(before, delta, isUsed);
}

function predicted(
  { negative, positive }: ReferenceSet,
  delta: number,
  isUsed: readonly boolean[],
): ReferenceSet {
  const total = negative.length + positive.length;
  const ofNegative = negative.map((distance, at) => ({ distance: distance + delta, isUsed: isUsed[at] }));
  const ofPositive = positive.map((distance, at) => ({
    distance: distance + delta,
    isUsed: isUsed[negative.length + at],
  }));
  const own = { distance: delta, isUsed: isUsed[total] };
  const kept = (sign: 1 | -1, all: readonly { distance: number; isUsed: boolean | undefined }[]) =>
    all.filter((each) => each.isUsed === true && each.distance * sign > 0).map(({ distance }) => distance);
  return {
    negative: kept(-1, [...ofPositive.toReversed(), own, ...ofNegative]),
    positive: kept(1, [...ofNegative.toReversed(), own, ...ofPositive]),
  };
}
