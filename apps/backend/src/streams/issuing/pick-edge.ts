import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { MediaServers, PlacementIndex } from '../../media-servers';

/**
 * The edge for a viewer of a path, by rendezvous hashing: the same one as long as the same edges are available, spread
 * over the viewers of a pit. When an edge becomes unavailable, only its own viewers move. Pure.
 */
export function edgeFor(edgeIds: readonly number[], sub: string, path: string): number | null {
  const weight = (id: number): string => createHash('sha256').update(`${id} ${sub} ${path}`).digest('hex');
  const weighed = edgeIds.map((id) => ({ id, weight: weight(id) }));
  return weighed.sort((a, b) => (a.weight < b.weight ? 1 : -1))[0]?.id ?? null;
}

/** Picks the edge that serves a viewer. */
@Injectable()
export class PickEdge {
  constructor(
    private readonly placements: PlacementIndex,
    private readonly servers: MediaServers,
    private readonly config: MediamtxConfig,
  ) {}

  /** Null when no edge is reachable and in use: then the origin serves the viewer. From memory. */
  pick(workshopId: number, sub: string, path: string): number | null {
    if (this.config.auth === 'jwt') return null;
    const origin = this.placements.serverOf(workshopId);
    const edges = origin ? this.placements.edgesOf(origin.id) : [];
    if (edges.length === 0) return null;
    const available = edges.filter(
      ({ id, state }) => state === 'in-use' && this.servers.get(id)?.health.isReachable === true,
    );
    return edgeFor(
      available.map(({ id }) => id),
      sub,
      path,
    );
  }
}
