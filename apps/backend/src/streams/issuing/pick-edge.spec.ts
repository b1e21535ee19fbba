import { edgeFor } from './pick-edge';

const viewers = Array.from({ length: 300 }, (_, at) => `user:${at}`);
const PATH = 'workshop-1/pit-1';

describe('edgeFor', () => {
  it('spreads the viewers of one pit over the edges', () => {
    const shares = [2, 3, 4].map(
      (id) => viewers.filter((sub) => edgeFor([2, 3, 4], sub, PATH) === id).length,
    );
    for (const share of shares) expect(share).toBeGreaterThan(60);
  });

  it('sends a viewer to the same edge each time, in any order of the edges', () => {
    for (const sub of viewers) expect(edgeFor([4, 2, 3], sub, PATH)).toBe(edgeFor([2, 3, 4], sub, PATH));
  });

  it('moves only the viewers of an edge that is removed', () => {
    for (const sub of viewers) {
      const before = edgeFor([2, 3, 4], sub, PATH);
      if (before !== 3) expect(edgeFor([2, 4], sub, PATH)).toBe(before);
    }
  });

  it('returns null without edges', () => {
    expect(edgeFor([], 'user:1', PATH)).toBeNull();
  });
});
