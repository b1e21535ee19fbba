import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { MediaServers } from '../../media';
import { PlacementIndex } from '../../placement';

/**
 * The edge for a viewer of a path: always the same while the same edges are there, and each viewer another one, so that
 * viewers of one pit are spread; when an edge goes, only its own viewers go elsewhere (rendezvous hashing). Pure.
 */
export function edgeFor(edgeIds: readonly number[], sub: string, path: string): number | null {
  const weight = (id: number): string => createHash('sha256').update(`${id} ${sub} ${path}`).digest('hex');
  const weighed = edgeIds.map((id) => ({ id, weight: weight(id) }));
  return weighed.sort((a, b) => (a.weight < b.weight ? 1 : -1))[0]?.id ?? null;
}

/** Picks the edge that somebody watches at. */
@Injectable()
export class PickEdge {
  constructor(
    private readonly placements: PlacementIndex,
    private readonly servers: MediaServers,
    private readonly config: MediamtxConfig,
  ) {}

  /** Null where there is none that answers and is in use: then the origin itself serves. From memory. */
  pick(workshopId: number, sub: string, path: string): number | null {
    if (this.config.auth === 'jwt') return null;
    const origin = this.placements.serverOf(workshopId);
    const edges = origin ? this.placements.edgesOf(origin.id) : [];
    if (edges.length === 0) return null;
    const able = edges.filter(
      ({ id, state }) => state === 'in-use' && this.servers.get(id)?.health.isReachable === true,
    );
    return edgeFor(
      able.map(({ id }) => id),
      sub,
      path,
    );
  }
}
