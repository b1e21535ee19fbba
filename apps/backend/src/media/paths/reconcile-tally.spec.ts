import { ReconcileTally } from './reconcile-tally';

describe('ReconcileTally', () => {
  let tally: ReconcileTally;
  beforeEach(() => (tally = new ReconcileTally()));
  const lagAt = (now: number) => tally.figures(now).lagSeconds;

  it('has no lag while nothing is wanted, and none after a run that brought it over', () => {
    expect(lagAt(5000)).toBe(0);
    tally.wanted(5000);
    tally.wanted(6000);
    expect(lagAt(7000)).toBe(2);
    tally.begins(7000);
    expect(lagAt(8000)).toBe(3);
    tally.succeeds(8500, 1_700_000_000, {
      refused: 2,
      notApplied: new Map([
        ['workshop-1/pit-1', 'refused-by-media-server'],
        ['workshop-2/pit-1', 'refused-by-media-server'],
      ]),
    });
    expect(tally.figures(9000).notApplied.get('refused-by-media-server')).toBe(2);
    expect(tally.figures(9000)).toMatchObject({
      succeeded: 1,
      failed: 0,
      refused: 2,
      lastSeconds: 1.5,
      lastSuccessAt: 1_700_000_000,
      lagSeconds: 0,
    });
  });

  it('lags on since the first change while runs fail', () => {
    tally.wanted(1000);
    tally.begins(2000);
    tally.wanted(3000);
    tally.fails();
    expect(lagAt(4000)).toBe(3);
    tally.begins(5000);
    tally.fails();
    expect(lagAt(6000)).toBe(5);
    expect(tally.figures(6000)).toMatchObject({ succeeded: 0, failed: 2, lastSuccessAt: null });
  });

  it('lags for what was wanted during a good run, from then on', () => {
    tally.wanted(1000);
    tally.begins(2000);
    tally.wanted(3000);
    tally.succeeds(4000, 0, { refused: 0, notApplied: new Map() });
    expect(lagAt(5000)).toBe(2);
  });

  it('has no lag once another backend keeps the paths', () => {
    tally.wanted(1000);
    tally.letGo();
    expect(lagAt(9000)).toBe(0);
  });
});
