import { type PathItem } from '@ppf/mediamtx';
import { type MediaServer } from '../../../media-servers';

type Readers = PathItem['readers'];

/** State of one path on an edge. */
interface EdgePath {
  readonly readers: Readers;
  /** Whether the edge pulls the path now, so it is a reader of its origin. */
  readonly isPulled: boolean;
}

/** Paths of one edge, as it listed them last. */
interface EdgeListing {
  readonly originId: number;
  readonly paths: ReadonlyMap<string, EdgePath>;
  /** When it listed them, on the monotonic clock. */
  readonly at: number;
}

/** Milliseconds after which the listing of an edge that does not respond is ignored. */
const EDGE_LISTING_TTL_MS = 6000;

/**
 * Adds the readers of edges to the paths of their origin. The poller of an edge stores its listing, the poller of the
 * origin reads it. Both run in one backend, because the leader of an origin leads its edges too.
 */
export class EdgeReaders {
  private readonly edges = new Map<number, EdgeListing>();

  /** Stores the listing of an edge, or adds the readers of its edges to the listing of an origin. */
  merge(
    { id, edgeOfId }: Pick<MediaServer, 'id' | 'edgeOfId'>,
    items: readonly PathItem[],
  ): readonly PathItem[] {
    if (edgeOfId === null) return this.withReaders(id, items);
    this.store(id, edgeOfId, items);
    return items;
  }

  /** Stores the listing of an edge. */
  store(edgeId: number, originId: number, items: readonly PathItem[], at = performance.now()): void {
    const used = items.filter(({ ready, readers }) => ready || readers.length > 0);
    const paths = new Map(used.map(({ name, ready, readers }) => [name, { readers, isPulled: ready }]));
    this.edges.set(edgeId, { originId, paths, at });
  }

  /** Discards the listing of an edge that was removed, or that another backend polls. */
  forget(edgeId: number): void {
    this.edges.delete(edgeId);
  }

  /** Listing of an origin, with the readers of its edges in place of the edges themselves. */
  withReaders(originId: number, items: readonly PathItem[], now = performance.now()): readonly PathItem[] {
    const edges = [...this.edges.values()].filter(
      (edge) => edge.originId === originId && now - edge.at < EDGE_LISTING_TTL_MS,
    );
    if (edges.length === 0) return items;
    return items.map((item) =>
      replaceEdges(
        item,
        edges.flatMap(({ paths }) => paths.get(item.name) ?? []),
      ),
    );
  }
}

/** Replaces the edges, each of which is one RTSP session, by their readers. Pure. */
function replaceEdges(item: PathItem, edges: readonly EdgePath[]): PathItem {
  if (edges.length === 0) return item;
  let pulling = edges.filter(({ isPulled }) => isPulled).length;
  const own = item.readers.filter(({ type }) => type !== 'rtspsession' || pulling-- <= 0);
  return { ...item, readers: [...own, ...edges.flatMap(({ readers }) => readers)] };
}
