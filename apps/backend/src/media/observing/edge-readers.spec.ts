import { type PathItem } from '@ppf/mediamtx';
import { EdgeReaders } from './edge-readers';

const ORIGIN = 1;
const item = (name: string, readers: readonly [string, string][], ready = true): PathItem => ({
  ...{ name, confName: name, ready, readyTime: null, sourceType: 'rtspsource', sourceId: '', tracks: [] },
  ...{ bytesReceived: 0, readers: readers.map(([type, id]) => ({ type, id })) },
});
const readersOf = (items: readonly PathItem[]) => items.map(({ readers }) => readers.map(({ id }) => id));

describe('EdgeReaders', () => {
  it('counts those who read at edges, and not the edges', () => {
    const edges = new EdgeReaders();
    edges.saw(2, ORIGIN, [item('a', [['webrtcsession', 'x']]), item('b', [])], 0);
    edges.saw(3, ORIGIN, [item('a', [['hlssession', 'y']])], 0);
    const there = [
      item('a', [
        ['rtspsession', 'edge'],
        ['rtspsession', 'edge'],
        ['rtspsession', 'vlc'],
        ['webrtcsession', 'w'],
      ]),
      item('b', [['rtspsession', 'edge']]),
      item('c', [['rtspsession', 'vlc']]),
    ];
    expect(readersOf(edges.over(ORIGIN, there, 0))).toEqual([['vlc', 'w', 'x', 'y'], [], ['vlc']]);
  });

  it('counts who waits at an edge that has not fetched yet', () => {
    const edges = new EdgeReaders();
    edges.saw(2, ORIGIN, [item('a', [['webrtcsession', 'x']], false)], 0);
    expect(readersOf(edges.over(ORIGIN, [item('a', [['rtspsession', 'vlc']])], 0))).toEqual([['vlc', 'x']]);
  });

  it('leaves another server alone, and forgets an edge that is silent or gone', () => {
    const edges = new EdgeReaders();
    edges.saw(2, ORIGIN, [item('a', [['webrtcsession', 'x']])], 0);
    const there = [item('a', [['rtspsession', 'edge']])];
    expect(edges.over(9, there, 0)).toBe(there);
    expect(readersOf(edges.over(ORIGIN, there, 5999))).toEqual([['x']]);
    expect(edges.over(ORIGIN, there, 6000)).toBe(there);
    edges.saw(2, ORIGIN, [item('a', [['webrtcsession', 'x']])], 7000);
    edges.forget(2);
    expect(edges.over(ORIGIN, there, 7000)).toBe(there);
  });
});
