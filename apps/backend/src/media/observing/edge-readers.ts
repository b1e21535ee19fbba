import { type PathItem } from '@ppf/mediamtx';

type Readers = PathItem['readers'];

/** What an edge carries of a path. */
interface AtEdge {
  readonly readers: Readers;
  /** Whether it fetches the path now, and so is a reader of its origin. */
  readonly fetches: boolean;
}

interface EdgeSeen {
  readonly originId: number;
  readonly paths: ReadonlyMap<string, AtEdge>;
  /** By the monotonic clock. */
  readonly at: number;
}

/** Milliseconds after which an edge that does not answer is thought to carry nobody. */
const FORGOTTEN_AFTER_MS = 6000;

/**
 * Who reads at edges. The observer of an edge tells it, the observer of its origin counts it: both run in the same
 * backend, because an edge is led by whoever leads its origin.
 */
export class EdgeReaders {
  private readonly edges = new Map<number, EdgeSeen>();

  /** What an edge lists now. */
  saw(edgeId: number, originId: number, items: readonly PathItem[], at = performance.now()): void {
    const watched = items.filter(({ ready, readers }) => ready || readers.length > 0);
    const paths = new Map(watched.map(({ name, ready, readers }) => [name, { readers, fetches: ready }]));
    this.edges.set(edgeId, { originId, paths, at });
  }

  /** It is no more, or another backend looks at it. */
  forget(edgeId: number): void {
    this.edges.delete(edgeId);
  }

  /** What an origin lists, with who reads at its edges, and without the edges themselves. */
  over(originId: number, items: readonly PathItem[], now = performance.now()): readonly PathItem[] {
    const edges = [...this.edges.values()].filter(
      (edge) => edge.originId === originId && now - edge.at < FORGOTTEN_AFTER_MS,
    );
    if (edges.length === 0) return items;
    return items.map((item) =>
      withEdges(
        item,
        edges.flatMap(({ paths }) => paths.get(item.name) ?? []),
      ),
    );
  }
}

/** Pure. The readers of an edge stand in for the edge, which is one RTSP session. */
export function withEdges(item: PathItem, edges: readonly AtEdge[]): PathItem {
  if (edges.length === 0) return item;
  let fetching = edges.filter(({ fetches }) => fetches).length;
  const own = item.readers.filter(({ type }) => type !== 'rtspsession' || fetching-- <= 0);
  return { ...item, readers: [...own, ...edges.flatMap(({ readers }) => readers)] };
}
