import { type PathItem } from '@ppf/mediamtx';
import { EdgeReaders } from './edge-readers';

const ORIGIN = 1;
const item = (name: string, readers: readonly [string, string][], ready = true): PathItem => ({
  ...{ name, confName: name, ready, readyTime: null, sourceType: 'rtspsource', sourceId: '', tracks: [] },
  ...{ bytesReceived: 0, readers: readers.map(([type, id]) => ({ type, id })) },
});
const readersOf = (items: readonly PathItem[]) => items.map(({ readers }) => readers.map(({ id }) => id));

describe('EdgeReaders', () => {
  it('adds the readers of edges and leaves the edges out', () => {
    const edges = new EdgeReaders();
    edges.store(2, ORIGIN, [item('a', [['webrtcsession', 'x']]), item('b', [])], 0);
    edges.store(3, ORIGIN, [item('a', [['hlssession', 'y']])], 0);
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
    expect(readersOf(edges.withReaders(ORIGIN, there, 0))).toEqual([['vlc', 'w', 'x', 'y'], [], ['vlc']]);
  });

  it('adds a reader that waits at an edge which has not pulled the path yet', () => {
    const edges = new EdgeReaders();
    edges.store(2, ORIGIN, [item('a', [['webrtcsession', 'x']], false)], 0);
    expect(readersOf(edges.withReaders(ORIGIN, [item('a', [['rtspsession', 'vlc']])], 0))).toEqual([
      ['vlc', 'x'],
    ]);
  });

  it('changes no other media server, and ignores an edge that is removed or does not respond', () => {
    const edges = new EdgeReaders();
    edges.store(2, ORIGIN, [item('a', [['webrtcsession', 'x']])], 0);
    const there = [item('a', [['rtspsession', 'edge']])];
    expect(edges.withReaders(9, there, 0)).toBe(there);
    expect(readersOf(edges.withReaders(ORIGIN, there, 5999))).toEqual([['x']]);
    expect(edges.withReaders(ORIGIN, there, 6000)).toBe(there);
    edges.store(2, ORIGIN, [item('a', [['webrtcsession', 'x']])], 7000);
    edges.forget(2);
    expect(edges.withReaders(ORIGIN, there, 7000)).toBe(there);
  });
});
