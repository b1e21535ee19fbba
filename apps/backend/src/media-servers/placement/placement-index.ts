import { type Observable, Subject } from 'rxjs';
import type { MediaServerEntity } from './media-server.entity';

/** Placement of one workshop. */
export interface Placement {
  readonly workshopId: number;
  readonly mediaServerId: number;
  /** Media server that it is moving to; null and absent: it is not moving. */
  readonly movingToId?: number | null;
}

const NO_EDGES: readonly MediaServerEntity[] = [];

/**
 * Media servers and the placements of workshops, in memory. Stream tokens are issued from it without the database,
 * because the first picture waits for them. Empty until it is loaded once.
 */
export class PlacementIndex {
  private byId: ReadonlyMap<number, MediaServerEntity> = new Map();
  private byWorkshop: Map<number, Placement> | undefined;
  private byOrigin: ReadonlyMap<number, readonly MediaServerEntity[]> = new Map();
  private configuredServer: MediaServerEntity | undefined;
  private readonly changed = new Subject<ReadonlySet<number>>();

  /** Emits after a change of the media servers or of placements: the ids of the media servers that it affects. */
  readonly changes: Observable<ReadonlySet<number>> = this.changed.asObservable();

  /** Whether both media servers and placements were loaded at least once. */
  get isLoaded(): boolean {
    return this.byWorkshop !== undefined && this.servers.length > 0;
  }

  /** All media servers, by id. The same array until one of them changes. */
  servers: readonly MediaServerEntity[] = [];

  /** Origins that browsers fetch media from, of all media servers. The same array until a media server changes. */
  origins: readonly string[] = [];

  /** The media server with this id. */
  server(id: number): MediaServerEntity | undefined {
    return this.byId.get(id);
  }

  /** The media server that the settings name; undefined until it is loaded. */
  get configured(): MediaServerEntity | undefined {
    return this.configuredServer;
  }

  /**
   * The media server that a workshop is placed on; the configured one for a workshop that is not loaded yet. Undefined
   * while its media server is not loaded.
   */
  serverOf(workshopId: number): MediaServerEntity | undefined {
    const placement = this.byWorkshop?.get(workshopId);
    return placement ? this.byId.get(placement.mediaServerId) : this.configuredServer;
  }

  /** The media server that serves a viewer: the edge while it exists, else the one of the workshop. */
  serving(workshopId: number, edgeId?: number | null): MediaServerEntity | undefined {
    return this.byId.get(edgeId ?? 0) ?? this.serverOf(workshopId);
  }

  /** Edges of a media server. */
  edgesOf(originId: number): readonly MediaServerEntity[] {
    return this.byOrigin.get(originId) ?? NO_EDGES;
  }

  /** Ids of the workshops that are placed on a media server. */
  workshopsOn(serverId: number): readonly number[] {
    return [...this.placements()].flatMap(([workshop, server]) => (server === serverId ? [workshop] : []));
  }

  /** Ids of the media servers that have the paths of a workshop: its own, the one that it moves to, and their edges. */
  serversWithPathsOf(workshopId: number): ReadonlySet<number> {
    const placement = this.byWorkshop?.get(workshopId);
    const own = placement ? originsOf(placement) : [this.configuredServer?.id ?? 0];
    return this.withEdges(own);
  }

  /** All workshops with the id of the media server that each is placed on. */
  *placements(): Iterable<readonly [workshopId: number, serverId: number]> {
    for (const { workshopId, mediaServerId } of this.byWorkshop?.values() ?? [])
      yield [workshopId, mediaServerId];
  }

  /** Replaces everything. */
  replaceAll(servers: readonly MediaServerEntity[], placements: Iterable<Placement>): void {
    this.replacePlacements(placements);
    this.replaceServers(servers);
  }

  /** Replaces all media servers. */
  replaceServers(servers: readonly MediaServerEntity[]): void {
    this.servers = servers;
    this.byId = new Map(servers.map((server) => [server.id, server]));
    this.origins = [
      ...new Set(servers.flatMap(({ webrtcUrl, hlsUrl }) => [webrtcUrl, hlsUrl]).flatMap(originOf)),
    ];
    this.byOrigin = edgesByOrigin(servers);
    this.configuredServer = servers.find(({ isConfigured }) => isConfigured);
    this.changed.next(new Set(this.byId.keys()));
  }

  /** Replaces all placements. */
  replacePlacements(placements: Iterable<Placement>): void {
    this.byWorkshop = new Map([...placements].map((each) => [each.workshopId, each]));
    this.changed.next(new Set(this.byId.keys()));
  }

  /** Stores new and changed placements, and removes deleted workshops. */
  put(placements: readonly Placement[], deletedWorkshopIds: readonly number[]): void {
    const byWorkshop = (this.byWorkshop ??= new Map<number, Placement>());
    const affected = new Set<number>();
    for (const placement of placements) {
      for (const id of originsOf(byWorkshop.get(placement.workshopId), placement)) affected.add(id);
      byWorkshop.set(placement.workshopId, placement);
    }
    for (const workshopId of deletedWorkshopIds) {
      for (const id of originsOf(byWorkshop.get(workshopId))) affected.add(id);
      byWorkshop.delete(workshopId);
    }
    this.changed.next(this.withEdges(affected));
  }

  private withEdges(serverIds: Iterable<number>): ReadonlySet<number> {
    const ids = [...serverIds];
    return new Set([...ids, ...ids.flatMap((id) => this.edgesOf(id).map((edge) => edge.id))]);
  }
}

/** Media servers that have the paths of workshops with these placements. */
function originsOf(...placements: readonly (Placement | undefined)[]): readonly number[] {
  return placements.flatMap((each) =>
    each ? [each.mediaServerId, ...(typeof each.movingToId === 'number' ? [each.movingToId] : [])] : [],
  );
}

// An invalid address has no origin. The origins of the other media servers are still needed.
function originOf(url: string): string[] {
  return URL.canParse(url) ? [new URL(url).origin] : [];
}

function edgesByOrigin(
  servers: readonly MediaServerEntity[],
): ReadonlyMap<number, readonly MediaServerEntity[]> {
  const origins = new Set(servers.flatMap(({ edgeOfId }) => edgeOfId ?? []));
  return new Map([...origins].map((id) => [id, servers.filter(({ edgeOfId }) => edgeOfId === id)]));
}
