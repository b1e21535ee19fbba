import { AccessIndex } from './access-index';
import { type PitAccess } from './pit-access';
import { PitTable } from './pit-table';

const pit = (pitId: number, workshopId: number, number: number): PitAccess => ({
  pitId,
  workshopId,
  path: `workshop-${workshopId}/pit-${number}`,
  cameraKind: 'pull',
  paused: false,
  hasSub: false,
  transcode: false,
  onDemand: false,
  publishKeyHash: null,
  allowList: null,
});

describe('AccessIndex', () => {
  it('is not loaded before all pits were read', () => {
    const index = new AccessIndex();
    expect(index.isLoaded).toBe(false);
    index.put(pit(1, 1, 1));
    expect(index.isLoaded).toBe(false);
    index.replaceAll(new PitTable([]));
    expect(index.isLoaded).toBe(true);
  });

  it('finds a pit by id and by path', () => {
    const index = new AccessIndex();
    index.replaceAll(new PitTable([pit(1, 1, 1), pit(2, 1, 2)]));
    expect(index.pit(2)).toEqual(pit(2, 1, 2));
    expect(index.pitAt('workshop-1/pit-2')).toEqual(pit(2, 1, 2));
    expect(index.pitAt('workshop-1/pit-3')).toBeUndefined();
    expect(index.pitAt('__proto__')).toBeUndefined();
  });

  it.each([
    ['workshop-1/pit-2', 'main'],
    ['workshop-1/pit-2/sub', 'sub'],
    ['workshop-1/pit-2/raw', 'raw'],
  ])('finds the pit and stream of %s', (path, stream) => {
    const index = new AccessIndex();
    index.replaceAll(new PitTable([pit(1, 1, 1), pit(2, 1, 2)]));
    expect(index.streamAt(path)).toEqual({ pit: pit(2, 1, 2), stream });
    index.remove(2);
    expect(index.streamAt(path)).toBeUndefined();
  });

  it.each([
    '/sub',
    'workshop-1/pit-2/low',
    'workshop-1/pit-2/sub/sub',
    'workshop-1/pit-3/sub',
    '__proto__/sub',
  ])('finds no stream at %s', (path) => {
    const index = new AccessIndex();
    index.replaceAll(new PitTable([pit(2, 1, 2)]));
    expect(index.streamAt(path)).toBeUndefined();
  });

  it('removes pits that a full load does not contain', () => {
    const index = new AccessIndex();
    index.replaceAll(new PitTable([pit(1, 1, 1), pit(2, 1, 2)]));
    index.replaceAll(new PitTable([pit(2, 1, 2)]));
    expect(index.pit(1)).toBeUndefined();
    expect(index.pitAt('workshop-1/pit-1')).toBeUndefined();
    expect(index.size).toBe(1);
  });

  it('moves a pit whose number changed, and keeps the pit that now has its old path', () => {
    const index = new AccessIndex();
    index.replaceAll(new PitTable([pit(1, 1, 1)]));
    index.put(pit(2, 1, 1));
    index.put(pit(1, 1, 5));
    expect(index.pitAt('workshop-1/pit-1')?.pitId).toBe(2);
    expect(index.pitAt('workshop-1/pit-5')?.pitId).toBe(1);
    index.remove(2);
    expect(index.pitAt('workshop-1/pit-1')).toBeUndefined();
    index.remove(99);
    expect(index.size).toBe(1);
  });

  it('lists the pits of one workshop, and of all', () => {
    const index = new AccessIndex();
    index.replaceAll(new PitTable([pit(3, 2, 1), pit(2, 1, 2), pit(1, 1, 1)]));
    expect(index.pitsOf(1).map((each) => each.pitId)).toEqual([1, 2]);
    expect(index.pitsOf(null).map((each) => each.pitId)).toEqual([1, 2, 3]);
    expect(index.pitsOf(9)).toEqual([]);
    index.remove(3);
    expect(index.pitsOf(2)).toEqual([]);
  });
});
