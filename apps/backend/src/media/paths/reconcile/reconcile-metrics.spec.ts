import { ReconcileMetrics } from './reconcile-metrics';

describe('ReconcileMetrics', () => {
  let metrics: ReconcileMetrics;
  beforeEach(() => (metrics = new ReconcileMetrics()));
  const lagAt = (now: number) => metrics.figures(now).lagSeconds;

  it('has no lag without a request, and none after a run that applied it', () => {
    expect(lagAt(5000)).toBe(0);
    metrics.requested(5000);
    metrics.requested(6000);
    expect(lagAt(7000)).toBe(2);
    metrics.began(7000);
    expect(lagAt(8000)).toBe(3);
    metrics.succeeded(8500, 1_700_000_000, {
      refused: 2,
      notApplied: new Map([
        ['workshop-1/pit-1', 'refused-by-media-server'],
        ['workshop-2/pit-1', 'refused-by-media-server'],
      ]),
    });
    expect(metrics.figures(9000).notApplied.get('refused-by-media-server')).toBe(2);
    expect(metrics.figures(9000)).toMatchObject({
      succeeded: 1,
      failed: 0,
      refused: 2,
      lastSeconds: 1.5,
      lastSuccessAt: 1_700_000_000,
      lagSeconds: 0,
    });
  });

  it('counts the lag from the first request while runs fail', () => {
    metrics.requested(1000);
    metrics.began(2000);
    metrics.requested(3000);
    metrics.failed();
    expect(lagAt(4000)).toBe(3);
    metrics.began(5000);
    metrics.failed();
    expect(lagAt(6000)).toBe(5);
    expect(metrics.figures(6000)).toMatchObject({ succeeded: 0, failed: 2, lastSuccessAt: null });
  });

  it('counts a request during a successful run from its own time', () => {
    metrics.requested(1000);
    metrics.began(2000);
    metrics.requested(3000);
    metrics.succeeded(4000, 0, { refused: 0, notApplied: new Map() });
    expect(lagAt(5000)).toBe(2);
  });

  it('has no lag after another backend has taken over', () => {
    metrics.requested(1000);
    metrics.discardPending();
    expect(lagAt(9000)).toBe(0);
  });
});
